import { currencyOf, money } from '@flattr/domain/money';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { viewerRef } from '../viewer/type.ts';

const refundStates = {
  INTENT: 'It has left the wallet; the provider has not said yet what became of it.',
  SUCCEEDED: 'The provider has sent it to the card.',
  FAILED: 'It failed, and the money is in the wallet again.',
} as const;

type RefundState = keyof typeof refundStates;

const refundState = builder.enumType('RefundState', {
  description: 'How a refund stands.',
  values: {
    INTENT: { value: 'INTENT', description: refundStates.INTENT },
    SUCCEEDED: { value: 'SUCCEEDED', description: refundStates.SUCCEEDED },
    FAILED: { value: 'FAILED', description: refundStates.FAILED },
  } satisfies Record<RefundState, object>,
});

builder.prismaObject('Refund', {
  description: 'Unspent money of one charge on its way back to its card.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id.' }),
    amount: t.field({
      type: moneyRef,
      description: 'What is sent back.',
      resolve: ({ amountMicros, currency }) => money(amountMicros, currencyOf(currency)),
    }),
    charge: t.relation('charge', { description: 'The payment that it is of.' }),
    state: t.field({
      type: refundState,
      description: 'How it stands.',
      resolve: ({ state }) => stateOf(state),
    }),
    at: t.field({
      type: 'DateTime',
      description: 'When it ended; until then, when it was started.',
      resolve: ({ endedAt, createdAt }) => endedAt ?? createdAt,
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'Why it failed, in the provider’s words; null otherwise.',
    }),
  }),
});

builder.prismaObjectFields(viewerRef, (t) => ({
  refunds: t.relatedConnection('refunds', {
    cursor: 'id',
    totalCount: true,
    authScopes: { session: true },
    description:
      'The refunds of the wallets, newest first, those that failed or wait too. For a signed-in person only.',
    query: { orderBy: { id: 'desc' } },
  }),
}));

const stateOf = (text: string): RefundState => {
  if (!Object.hasOwn(refundStates, text)) throw new Error(`${text} is no state of a refund`);
  return text as RefundState;
};
