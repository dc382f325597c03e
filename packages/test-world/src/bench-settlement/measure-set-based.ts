import { moveClockTo } from '../clock.ts';
import { type BenchDatabase, month, monthIsOver } from './bench-database.ts';

export type SetBased = { readonly seconds: number };

/** The shares without caps and splits as one statement of SQL, to the left-over micros, summed per creator; nothing is posted. */
export const measureSetBased = async ({ owner }: BenchDatabase): Promise<SetBased> => {
  await moveClockTo(owner, monthIsOver);
  const started = performance.now();
  await owner.query(
    `CREATE TABLE set_based AS
     WITH given AS (
       SELECT f.supporter_id, f.thing_id, f.weight, t.creator_id, b.currency,
         sum(f.weight) OVER supporter AS weights, least(b.amount_micros, w.micros) AS spent
       FROM flattrs f JOIN things t ON t.id = f.thing_id AND t.creator_id <> f.supporter_id
       JOIN budgets b ON b.supporter_id = f.supporter_id
       JOIN (SELECT a.owner_id, a.currency, sum(e.amount_micros)::bigint AS micros FROM ledger_accounts a
         JOIN ledger_entries e ON e.account_id = a.id WHERE a.kind = 'wallet' GROUP BY 1, 2) w
         ON w.owner_id = f.supporter_id AND w.currency = b.currency
       WHERE f.month = '${month}' WINDOW supporter AS (PARTITION BY f.supporter_id)
     ), pooled AS (
       SELECT *, spent - spent * 500 / 10000 AS pool FROM given
     ), floored AS (
       SELECT *, pool * weight / weights AS share, row_number() OVER (PARTITION BY supporter_id
         ORDER BY pool * weight % weights DESC, sha256(uuid_send(supporter_id) || uuid_send(thing_id))) AS place
       FROM pooled
     ), rounded AS (
       SELECT creator_id, currency, share + (place <= pool - sum(share) OVER (PARTITION BY supporter_id))::int AS share
       FROM floored
     )
     SELECT creator_id, currency, sum(share) AS micros FROM rounded GROUP BY 1, 2`,
  );
  return { seconds: Math.round((performance.now() - started) / 10) / 100 };
};
