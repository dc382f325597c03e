import type { UserId } from '@flattr/domain/ids';
import { wallet } from '@flattr/domain/ledger/accounts';
import { currencyOf, type Money, money } from '@flattr/domain/money';
import { readRefundable } from '@flattr/domain/refunds/read-refundable';
import { builder } from '../builder.ts';
import { historyConnection, historyEdge, historyEntryRef, pageOfHistory } from '../history/type.ts';
import { moneyRef } from '../money/type.ts';

export const walletRef = builder.objectRef<{ owner: UserId; balance: Money }>('Wallet').implement({
  description: 'Prepaid money of a supporter in one currency.',
  fields: (t) => ({
    balance: t.field({
      type: moneyRef,
      description: 'What it holds: the sum of its ledger entries.',
      resolve: ({ balance }) => balance,
    }),
    refundable: t.field({
      type: moneyRef,
      description:
        'What `refundWallet` would send back now: what no cut has reserved, in whole cents of each charge.',
      resolve: ({ owner, balance }, _args, { platform }) => readRefundable(platform, owner, balance.currency),
    }),
    history: t.connection(
      {
        type: historyEntryRef,
        description: 'What came into it and what left it, newest first.',
        resolve: ({ owner, balance }, args, asking) =>
          pageOfHistory(asking, wallet(owner, balance.currency), args),
      },
      historyConnection,
      historyEdge,
    ),
  }),
});

const chargeStates = {
  INTENT: 'It was started; the provider has not said yet what became of it.',
  SUCCEEDED: 'The money is there, and the wallet is credited.',
  FAILED: 'It failed, and nothing was taken.',
} as const;

type ChargeState = keyof typeof chargeStates;

const chargeState = builder.enumType('ChargeState', {
  description: 'How a payment into a wallet stands.',
  values: {
    INTENT: { value: 'INTENT', description: chargeStates.INTENT },
    SUCCEEDED: { value: 'SUCCEEDED', description: chargeStates.SUCCEEDED },
    FAILED: { value: 'FAILED', description: chargeStates.FAILED },
  } satisfies Record<ChargeState, object>,
});

builder.prismaObject('Charge', {
  description: 'A payment into a wallet.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id.' }),
    amount: t.field({
      type: moneyRef,
      description: 'What is charged.',
      resolve: ({ grossMicros, currency }) => money(grossMicros, currencyOf(currency)),
    }),
    credited: t.field({
      type: moneyRef,
      nullable: true,
      description:
        'What arrived in the wallet: the charge less the provider’s fee, as its balance transaction states it; null until it succeeded.',
      resolve: ({ netMicros, currency }) =>
        netMicros === null ? null : money(netMicros, currencyOf(currency)),
    }),
    state: t.field({
      type: chargeState,
      description: 'How it stands.',
      resolve: ({ state }) => stateOf(state),
    }),
    at: t.field({
      type: 'DateTime',
      description: 'When the provider charged it; until then, when it was started.',
      resolve: ({ chargedAt, createdAt }) => chargedAt ?? createdAt,
    }),
    topUp: t.boolean({
      description: 'Whether the saved card was charged by itself, when a month was settled.',
      resolve: ({ kind }) => kind === 'TOP_UP',
    }),
    failure: t.exposeString('failure', {
      nullable: true,
      description: 'Why it failed, in the provider’s words; null otherwise.',
    }),
  }),
});

const stateOf = (text: string): ChargeState => {
  if (!Object.hasOwn(chargeStates, text)) throw new Error(`${text} is no state of a charge`);
  return text as ChargeState;
};
