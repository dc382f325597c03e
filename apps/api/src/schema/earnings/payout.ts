import { currencyOf, money } from '@flattr/domain/money';
import type { PayoutState as State } from '@flattr/domain/payouts/payout-row';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';

const stateDescriptions = {
  WAITING: 'It is decided, and sent by itself as soon as the operator’s balance at the provider allows.',
  INTENT: 'It is decided and on its way.',
  TRANSFERRED: 'It is in the creator’s account at the provider, on its way to their bank.',
  RETURNING: 'It did not reach the bank, and is on its way back to the earnings.',
  PAID: 'The bank has it.',
  FAILED: 'It did not go through; the money is back in the earnings.',
} as const satisfies Record<State, string>;

type PayoutState = keyof typeof stateDescriptions;

const payoutStates = Object.keys(stateDescriptions) as readonly PayoutState[];

const payoutStateRef = builder.enumType('PayoutState', {
  description: 'How a payout stands.',
  values: Object.fromEntries(
    payoutStates.map((state) => [state, { value: state, description: stateDescriptions[state] }]),
  ) as Record<PayoutState, { value: PayoutState; description: string }>,
});

const stateOf = (text: string): PayoutState => {
  const state = payoutStates.find((known) => known === text);
  if (!state) throw new Error(`${text} is no state of a payout`);
  return state;
};

builder.prismaObject('Payout', {
  description: 'Money leaving to the viewer’s bank.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id.' }),
    month: t.expose('month', {
      type: 'Month',
      description: 'In which month’s run it was decided; the month in which it was asked for, if it was.',
    }),
    amount: t.field({
      type: moneyRef,
      description: 'How much, in whole minor units.',
      resolve: ({ amountMicros, currency }) => money(amountMicros, currencyOf(currency)),
    }),
    onDemand: t.exposeBoolean('onDemand', { description: 'Whether the viewer asked for it.' }),
    state: t.field({
      type: payoutStateRef,
      description: 'How it stands.',
      resolve: ({ state }) => stateOf(state),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was decided.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was paid or failed; null before.',
    }),
    transferId: t.exposeString('providerTransferId', {
      nullable: true,
      description:
        'The id of the transfer to the creator’s account at the provider; null before, and if there was none.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'Why it failed, in the provider’s words; null otherwise.',
    }),
  }),
});
