import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { type Currency, currencyOf } from '../money.ts';
import { asMonth, type Day } from '../month.ts';
import type { FreeEarning } from './plan-payout.ts';
import { readUnproven, type Unproven, unprovenKey } from './read-unproven.ts';
import { holdUnproven } from './unproven-money.ts';

export type CreatorEarnings = {
  readonly creatorId: UserId;
  readonly currency: Currency;
  /** What may be paid. */
  readonly earnings: readonly FreeEarning[];
  /** What is free and waits for the proofs of sites, and of which. */
  readonly heldForProof: readonly FreeEarning[];
  readonly sitesWithoutProof: readonly string[];
};

type Row = { creator_id: UserId; currency: string; month: string; available_on: string; left: string };

/**
 * What is left of earnings that are free on the clock's day: their hold is over, and so is their month's challenge; no ring holds
 * them; what is in a payout that has not failed is taken off, what a dispute took back, and what is orphaned. What waits for the
 * proof of a site is told apart. Of one creator, or of all who can be paid.
 */
export const readFreeEarnings = async (
  reader: Reader,
  creatorId?: UserId,
): Promise<readonly CreatorEarnings[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT e.creator_id, e.currency, e.month, e.available_on::text, e.amount_micros - coalesce(taken.micros, 0) - coalesce(disputed.micros, 0)
       - orphaned_of(e.creator_id, e.currency, e.month, e.available_on) AS left
     FROM earnings e JOIN months m ON m.month = e.month
     LEFT JOIN LATERAL (
       SELECT sum(part.amount_micros) AS micros FROM payout_parts part
       JOIN payouts p ON p.id = part.payout_id AND p.state <> 'FAILED'
       WHERE part.creator_id = e.creator_id AND part.currency = e.currency AND part.month = e.month
         AND part.available_on = e.available_on
     ) taken ON true
     LEFT JOIN LATERAL (
       SELECT sum(part.taken_micros) AS micros FROM dispute_parts part
       JOIN disputes d ON d.id = part.dispute_id AND d.returned_transaction_id IS NULL
       WHERE part.creator_id = e.creator_id AND part.currency = e.currency AND part.month = e.month
         AND part.available_on = e.available_on
     ) disputed ON true
     WHERE e.available_on <= (flattr_now() AT TIME ZONE 'UTC')::date
       AND m.published_at + make_interval(days => m.challenge_days) <= flattr_now()
       AND NOT EXISTS (SELECT FROM rings r WHERE r.members @> ARRAY[e.creator_id] AND r.month = e.month
         AND r.currency = e.currency AND r.released_at IS NULL)
       AND e.amount_micros > coalesce(taken.micros, 0) + coalesce(disputed.micros, 0)
         + orphaned_of(e.creator_id, e.currency, e.month, e.available_on) AND ($1::uuid IS NULL OR e.creator_id = $1)
     ORDER BY e.creator_id, e.currency`,
    [creatorId ?? null],
  );
  const groups = new Map<string, CreatorEarnings & { earnings: FreeEarning[] }>();
  for (const row of rows) {
    const key = `${row.creator_id} ${row.currency}`;
    const group = groups.get(key) ?? {
      creatorId: row.creator_id,
      currency: currencyOf(row.currency),
      earnings: [],
      heldForProof: [],
      sitesWithoutProof: [],
    };
    group.earnings.push({
      month: asMonth(row.month),
      availableOn: row.available_on as Day,
      leftMicros: BigInt(row.left),
    });
    groups.set(key, group);
  }
  const unproven = await readUnproven(reader, creatorId);
  return [...groups.values()].map((group) => holdApart(group, unproven));
};

const holdApart = (group: CreatorEarnings, unproven: ReadonlyMap<string, Unproven>): CreatorEarnings => {
  const earnings: FreeEarning[] = [];
  const heldForProof: FreeEarning[] = [];
  const sites = new Set<string>();
  for (const [month, free] of Map.groupBy(group.earnings, (earning) => earning.month)) {
    const found = unproven.get(unprovenKey(group.creatorId, group.currency, month));
    const { payable, held } = found ? holdUnproven(free, found) : { payable: free, held: [] };
    earnings.push(...payable);
    heldForProof.push(...held);
    if (held.length > 0) for (const site of found?.sites ?? []) sites.add(site);
  }
  return { ...group, earnings, heldForProof, sitesWithoutProof: [...sites].toSorted() };
};
