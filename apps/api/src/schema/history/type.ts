import type { Account } from '@flattr/domain/ledger/accounts';
import type { EntryPlace, HistoryEntry } from '@flattr/domain/ledger/read-histories';
import type { PeoplesKind } from '@flattr/domain/ledger/transfer';
import {
  type DefaultConnectionArguments,
  type ResolveCursorConnectionArgs,
  resolveCursorConnection,
} from '@pothos/plugin-relay';
import type { Asking } from '../../asking.ts';
import { badInput } from '../../graphql-errors.ts';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { totalOf, withTotal } from '../total-count.ts';

const kindDescriptions = {
  charge: 'A payment arrived in the wallet, the provider’s fee taken off.',
  settlement: 'What a month’s flattrs took from the wallet, the fee included.',
  earnings: 'What a month’s flattrs brought.',
  payout: 'A payout was decided and took its sum.',
  'payout-sent': 'A payout left for the bank. It touches no account of a person’s own.',
  'payout-returned': 'A payout failed, and its sum came back.',
  'escrow-released': 'What had waited for the creator of a thing came to them.',
  'escrow-returned': 'What no creator came for within a year came back, with its fee.',
  refund: 'Money left the wallet, back to the card that it came from.',
  'refund-returned': 'A refund failed, and its sum came back into the wallet.',
  dispute:
    'A payment was disputed at its bank or refunded by the operator, and what it had become was taken.',
  'dispute-returned': 'A dispute was won or such a refund failed, and what it took came back.',
  'payout-reversed': 'A payout did not reach the bank, and its sum came back.',
  orphaned: 'What could not reach somebody who left was set aside for whoever shows the receipt.',
  'orphan-released': 'What had been set aside of somebody who left was given out.',
} as const satisfies Record<PeoplesKind, string>;

const kindRef = builder.enumType('HistoryKind', {
  description: 'Why an entry was posted.',
  values: {
    CHARGE: { value: 'charge', description: kindDescriptions.charge },
    SETTLEMENT: { value: 'settlement', description: kindDescriptions.settlement },
    EARNINGS: { value: 'earnings', description: kindDescriptions.earnings },
    PAYOUT: { value: 'payout', description: kindDescriptions.payout },
    PAYOUT_SENT: { value: 'payout-sent', description: kindDescriptions['payout-sent'] },
    ESCROW_RELEASED: { value: 'escrow-released', description: kindDescriptions['escrow-released'] },
    ESCROW_RETURNED: { value: 'escrow-returned', description: kindDescriptions['escrow-returned'] },
    PAYOUT_RETURNED: { value: 'payout-returned', description: kindDescriptions['payout-returned'] },
    REFUND: { value: 'refund', description: kindDescriptions.refund },
    REFUND_RETURNED: { value: 'refund-returned', description: kindDescriptions['refund-returned'] },
    DISPUTE: { value: 'dispute', description: kindDescriptions.dispute },
    DISPUTE_RETURNED: { value: 'dispute-returned', description: kindDescriptions['dispute-returned'] },
    PAYOUT_REVERSED: { value: 'payout-reversed', description: kindDescriptions['payout-reversed'] },
    ORPHANED: { value: 'orphaned', description: kindDescriptions.orphaned },
    ORPHAN_RELEASED: { value: 'orphan-released', description: kindDescriptions['orphan-released'] },
  } as const,
});

export const historyEntryRef = builder.objectRef<HistoryEntry>('HistoryEntry').implement({
  description:
    'One entry of a ledger account: what was added or taken, and what was held then. It never changes.',
  fields: (t) => ({
    kind: t.field({ type: kindRef, description: 'Why it was posted.', resolve: ({ kind }) => kind }),
    month: t.field({
      type: 'Month',
      nullable: true,
      description: 'The settled month that it is about; null for what is about none.',
      resolve: ({ month }) => month,
    }),
    at: t.field({ type: 'DateTime', description: 'When it was posted.', resolve: ({ at }) => at }),
    amount: t.field({
      type: moneyRef,
      description: 'What it added; below zero where it took something.',
      resolve: ({ amount }) => amount,
    }),
    balanceAfter: t.field({
      type: moneyRef,
      description: 'What the account held with this entry and all before it.',
      resolve: ({ balanceAfter }) => balanceAfter,
    }),
    reference: t.exposeString('reference', {
      description:
        'The ledger’s name of the effect, such as `charge:<id>`; the same effect is never posted twice.',
    }),
  }),
});

export const historyEdge = builder.edgeObject({ name: 'HistoryEntryEdge', type: historyEntryRef });

export const historyConnection = builder.connectionObject(
  {
    name: 'HistoryEntryConnection',
    type: historyEntryRef,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are on all pages together.',
        resolve: totalOf,
      }),
    }),
  },
  historyEdge,
);

/** A page of an account's history, newest first. */
export const pageOfHistory = async (
  { ownPages }: Asking,
  account: Account,
  args: DefaultConnectionArguments,
) => {
  const read = async ({ before, after, limit, inverted }: ResolveCursorConnectionArgs) => [
    ...(await ownPages.history(account, {
      olderThan: placeOf(after),
      newerThan: placeOf(before),
      most: limit,
      from: inverted ? 'oldest' : 'newest',
    })),
  ];
  return withTotal(
    resolveCursorConnection({ args, defaultSize: 20, maxSize: 100, toCursor: cursorOf }, read),
    () => ownPages.historyCount(account),
  );
};

const cursorOf = ({ position, line }: EntryPlace): string =>
  Buffer.from(`${position}:${line}`).toString('base64');

const placePattern = /^(\d{1,18}):(\d{1,9})$/;

const placeOf = (cursor: string | undefined): EntryPlace | undefined => {
  if (cursor === undefined) return undefined;
  const [, position, line] = placePattern.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (position === undefined || line === undefined) throw badInput('This is not a cursor of a history.');
  return { position: BigInt(position), line: Number.parseInt(line, 10) };
};
