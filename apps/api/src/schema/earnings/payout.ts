import { currencyOf, money } from '@flattr/domain/money';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';

const stateDescriptions = {
  INTENT: 'It is decided and on its way.',
  PAID: 'The provider has taken it over for the creator’s account.',
  FAILED: 'The provider refused it; the money is back in the earnings.',
} as const;

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
    month: t.expose('month', { type: 'Month', description: 'In which month’s run it was decided.' }),
    amount: t.field({
      type: moneyRef,
      description: 'How much, in whole minor units.',
      resolve: ({ amountMicros, currency }) => money(amountMicros, currencyOf(currency)),
    }),
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
      description: 'The transfer’s id at the provider; null unless it was paid.',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'Why it failed, in the provider’s words; null otherwise.',
    }),
  }),
});
