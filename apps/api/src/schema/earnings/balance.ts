import type { UserId } from '@flattr/domain/ids';
import { earnings } from '@flattr/domain/ledger/accounts';
import type { EarningsBalance } from '@flattr/domain/payouts/read-earnings-balances';
import { builder } from '../builder.ts';
import { historyConnection, historyEdge, historyEntryRef, pageOfHistory } from '../history/type.ts';
import { moneyRef } from '../money/type.ts';

type OwnBalance = EarningsBalance & { readonly creatorId: UserId };

export const earningsBalanceRef = builder.objectRef<OwnBalance>('EarningsBalance').implement({
  description: 'Earnings in one currency that are not paid out yet: total = available + held.',
  fields: (t) => ({
    total: t.field({
      type: moneyRef,
      description: 'All of it: the sum of the ledger’s entries.',
      resolve: ({ total }) => total,
    }),
    available: t.field({
      type: moneyRef,
      description: 'What the next payout may take: its hold is over, and so is its month’s challenge.',
      resolve: ({ available }) => available,
    }),
    held: t.field({ type: moneyRef, description: 'What is still held.', resolve: ({ held }) => held }),
    heldForProof: t.field({
      type: moneyRef,
      description:
        'What of `held` waits only for proofs: it came from the sites in `sitesWithoutProof`. A payout takes it once they are found again.',
      resolve: ({ heldForProof }) => heldForProof,
    }),
    sitesWithoutProof: t.stringList({
      description:
        'The sites whose proof is missing, or was not looked at in time, where they hold something back.',
      resolve: ({ sitesWithoutProof }) => [...sitesWithoutProof],
    }),
    minimum: t.field({
      type: moneyRef,
      description: 'From which sum on the available part is paid out, in whole minor units.',
      resolve: ({ minimum }) => minimum,
    }),
    payable: t.field({
      type: moneyRef,
      nullable: true,
      description: 'What `requestPayout` would pay out now, in whole minor units; null below the minimum.',
      resolve: ({ payable }) => payable,
    }),
    history: t.connection(
      {
        type: historyEntryRef,
        description: 'What was earned and what left for payouts, newest first.',
        resolve: ({ creatorId, total }, args, asking) =>
          pageOfHistory(asking, earnings(creatorId, total.currency), args),
      },
      historyConnection,
      historyEdge,
    ),
  }),
});
