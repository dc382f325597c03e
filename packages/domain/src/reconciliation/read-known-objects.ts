import type { Reader } from '@flattr/database';
import { currencyOf, money } from '../money.ts';
import type { KnownObject } from './known-object.ts';
import type { Thing } from './provider-object.ts';

type Row = {
  name: string;
  object_id: string | null;
  reference: string | null;
  amount: string | null;
  fee: string | null;
  account: string | null;
  under_way: boolean;
  at: Date;
  sent: string | null;
  sent_currency: string | null;
  sent_position: string | null;
  back: string | null;
  back_currency: string | null;
  back_position: string | null;
};

/** What is known here of objects of one kind, by their ids at the provider or by the references that we gave them. */
export const readKnownObjects = async (
  reader: Reader,
  thing: Exclude<Thing, 'unknown'>,
  objectIds: readonly string[],
  references: readonly string[],
): Promise<readonly KnownObject[]> => {
  const known: KnownObject[] = [];
  for (const query of queries[thing]) {
    const { rows } = await reader.query<Row>(query, [objectIds, references]);
    known.push(...rows.map(knownOf));
  }
  return known;
};

const knownOf = (row: Row): KnownObject => ({
  name: row.name,
  objectId: row.object_id,
  reference: row.reference,
  amountMicros: row.amount === null ? null : BigInt(row.amount),
  feeMicros: row.fee === null ? null : BigInt(row.fee),
  accountId: row.account,
  underWay: row.under_way,
  at: row.at,
  sent: postingOf(row.sent, row.sent_currency),
  back: postingOf(row.back, row.back_currency),
  positions: [row.sent_position, row.back_position].filter((position) => position !== null),
});

const postingOf = (micros: string | null, currency: string | null) =>
  micros === null || currency === null ? undefined : money(BigInt(micros), currencyOf(currency));

/** What the transaction of a reference changed of what the provider holds. */
const posting = (reference: string): string =>
  `(SELECT t.id, t.posted_at, min(e.currency) AS currency, -sum(e.amount_micros) AS micros FROM ledger_transactions t
    JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'stripe'
    WHERE t.reference = ${reference} GROUP BY t.id)`;

type Columns = {
  readonly from: string;
  readonly id: string;
  readonly kinds: readonly [sent: string, back: string];
  readonly objectId: string;
  readonly where: string;
  readonly reference?: string;
  readonly amount?: string;
  readonly fee?: string;
  readonly account?: string;
  readonly underWay?: string;
  readonly at?: string;
};

const select = ({ from, id, kinds: [sent, back], objectId, where, ...more }: Columns): string =>
  `SELECT '${sent}:' || ${id} AS name, ${objectId} AS object_id, ${more.reference ?? 'NULL::text'} AS reference,
     ${more.amount ?? 'NULL::bigint'} AS amount, ${more.fee ?? 'NULL::bigint'} AS fee, ${more.account ?? 'NULL::text'} AS account,
     ${more.underWay ?? 'false'} AS under_way,
     greatest(${more.at ?? "'-infinity'::timestamptz"}, sent.posted_at, back.posted_at) AS at,
     sent.micros AS sent, sent.currency AS sent_currency, sent.id AS sent_position,
     back.micros AS back, back.currency AS back_currency, back.id AS back_position
   FROM ${from} LEFT JOIN LATERAL ${posting(`'${sent}:' || ${id}`)} sent ON true
   LEFT JOIN LATERAL ${posting(`'${back}:' || ${id}`)} back ON true WHERE ${where}`;

/** What has no row of its own is known by its posting alone. */
const postedOnly = (sent: string, back: string): string =>
  select({
    from: 'unnest($1::text[]) AS o (id)',
    id: 'o.id',
    kinds: [sent, back],
    objectId: 'o.id',
    where: 'sent.id IS NOT NULL AND $2::text[] IS NOT NULL',
  });

const disputes = select({
  from: 'disputes o',
  id: 'o.provider_id',
  kinds: ['dispute', 'dispute-returned'],
  objectId: 'o.provider_id',
  fee: 'o.fee_micros',
  underWay: 'o.waits',
  at: 'o.created_at',
  where: 'o.provider_id = ANY ($1) AND $2::text[] IS NOT NULL',
});

const queries: Readonly<Record<Exclude<Thing, 'unknown'>, readonly string[]>> = {
  charge: [
    select({
      from: 'charges o',
      id: 'o.id',
      kinds: ['charge', 'charge-returned'],
      objectId: 'o.provider_payment_id',
      reference: 'o.reference',
      amount: 'o.gross_micros',
      underWay: "o.state = 'INTENT'",
      at: 'o.created_at',
      where: 'o.provider_payment_id = ANY ($1) OR o.reference = ANY ($2)',
    }),
  ],
  refund: [
    select({
      from: 'refunds o',
      id: 'o.id',
      kinds: ['refund', 'refund-returned'],
      objectId: 'o.provider_refund_id',
      reference: 'o.reference',
      underWay: "o.state = 'INTENT'",
      at: 'o.created_at',
      where: 'o.provider_refund_id = ANY ($1) OR o.reference = ANY ($2)',
    }),
    // A refund that the operator made at the provider is taken as a dispute is.
    disputes,
  ],
  dispute: [disputes],
  transfer: [
    select({
      from: 'payouts o',
      id: 'o.id',
      kinds: ['payout-sent', 'payout-reversed'],
      objectId: 'o.provider_transfer_id',
      reference: 'o.reference',
      account: 'o.provider_account_id',
      underWay: "o.state IN ('WAITING', 'INTENT', 'RETURNING')",
      at: 'greatest(o.created_at, o.transferred_at, o.returning_at)',
      where: 'o.provider_transfer_id = ANY ($1) OR o.reference = ANY ($2)',
    }),
  ],
  'operator-payout': [postedOnly('operator-payout', 'operator-payout-returned')],
  deposit: [postedOnly('deposit', 'deposit-returned')],
  cost: [postedOnly('cost', 'cost-returned')],
};
