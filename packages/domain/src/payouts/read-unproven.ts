import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { UnprovenMonth } from './unproven-money.ts';

export type Unproven = UnprovenMonth & { readonly sites: readonly string[] };

type Row = {
  creator_id: UserId;
  currency: string;
  month: string;
  left: string;
  brought: string;
  sites: string[];
};

/** Where a month of a creator in a currency is found. */
export const unprovenKey = (creatorId: string, currency: string, month: string): string =>
  `${creatorId} ${currency} ${month}`;

/**
 * What sites without a proof brought those whose they are, by month: what the statement says of the things in them and what
 * was released of them, without what disputes took; a thing that moved lies in the sites of its earlier addresses, too. Of one creator, or of all; it costs nothing where no proof is missing.
 */
export const readUnproven = async (
  reader: Reader,
  creatorId?: UserId,
): Promise<ReadonlyMap<string, Unproven>> => {
  const { rows } = await reader.query<Row>(readBrought, [creatorId ?? null]);
  return new Map(
    rows.map((row) => [
      unprovenKey(row.creator_id, row.currency, row.month),
      { leftMicros: BigInt(row.left), broughtMicros: BigInt(row.brought), sites: row.sites },
    ]),
  );
};

const readBrought = `
  WITH rest AS (
    SELECT e.creator_id, e.currency, e.month, sum(left_of_earning(e)) AS micros FROM earnings e
    WHERE e.creator_id IN (SELECT user_id FROM unproven_sites WHERE $1::uuid IS NULL OR user_id = $1)
    GROUP BY e.creator_id, e.currency, e.month HAVING sum(left_of_earning(e)) > 0
  ), brought AS (
    SELECT rest.*, s.thing_id, s.amount_micros AS brought_micros
    FROM rest JOIN thing_sums s ON s.creator_id = rest.creator_id AND s.month = rest.month AND s.currency = rest.currency
    UNION ALL
    SELECT rest.*, x.thing_id, e.amount_micros
    FROM rest JOIN escrows x ON x.released_to = rest.creator_id AND x.month = rest.month AND x.currency = rest.currency
    JOIN earnings e ON e.creator_id = rest.creator_id AND e.month = rest.month AND e.currency = rest.currency
      AND e.available_on = x.earned_on AND e.released
    UNION ALL
    SELECT rest.*, p.thing_id, -p.taken_micros
    FROM rest JOIN dispute_parts p ON p.creator_id = rest.creator_id AND p.month = rest.month AND p.currency = rest.currency
      AND p.kind = 'EARNINGS'
    JOIN disputes d ON d.id = p.dispute_id AND d.returned_transaction_id IS NULL
  )
  SELECT b.creator_id, b.currency, b.month, b.micros AS left, greatest(sum(b.brought_micros), 0) AS brought,
    array_agg(DISTINCT u.site) AS sites
  FROM brought b JOIN things t ON t.id = b.thing_id
  CROSS JOIN LATERAL (
    SELECT min(unproven_site(b.creator_id, a.url)) AS site
    FROM (SELECT t.url UNION ALL SELECT url FROM thing_aliases WHERE thing_id = t.id) a
  ) u
  WHERE u.site IS NOT NULL GROUP BY b.creator_id, b.currency, b.month, b.micros`;
