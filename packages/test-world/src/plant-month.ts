import { createHash } from 'node:crypto';
import { addDays, type Month, monthStart } from '@flattr/domain/month';
import type pg from 'pg';
import { moveClockTo } from './clock.ts';
import {
  plantedFlattrs,
  plantedLedger,
  plantedPeople,
  plantedSplits,
  plantedWallets,
} from './planting-sql.ts';

export type Planting = {
  readonly month: Month;
  readonly supporters: number;
  /** Exactly as many for each supporter, of different things; there are at least as many things. */
  readonly flattrsEach: number;
  readonly things: number;
  readonly creators: number;
  /** Another seed plants other people; the same one plants the same, to the last micro. */
  readonly seed?: number;
};

/**
 * Moves the clock to the 20th of a month and fills it by the owner's SQL: people, budgets, paid charges, things of skewed
 * popularity, some without a creator, flattrs. Some wallets are short, some budgets cap what a flattr may
 * cost, some things are shared or the supporter's own, one supporter in twenty gives dollars.
 */
export const plantMonth = async (owner: pg.Pool, planting: Planting): Promise<void> => {
  const { month, supporters, flattrsEach, things, creators, seed = 1 } = planting;
  if (things < flattrsEach) throw new Error(`${flattrsEach} flattrs each need as many things`);
  const start = monthStart(month);
  await moveClockTo(owner, addDays(start, 19.5));
  const secret = createHash('sha256').update(`${month} ${seed}`).digest();
  const bounds = boundsOf(things, flattrsEach);
  // One creator in ten gives too, and owns one of the last things.
  const last = things - (bounds.at(-2) ?? 0);
  const givingCreators = Math.min(Math.ceil(Math.min(creators, supporters) / 10), last);
  const plot = { seed, start, supporters, things, creators, givingCreators };
  const sql = await owner.connect();
  try {
    await sql.query('BEGIN');
    await sql.query('SELECT open_month($1, 500, 7, $2)', [month, secret]);
    // References and guards per row cost more than the rows; those of the ledger stay and see what is posted.
    await sql.query('SET LOCAL session_replication_role = replica');
    for (const step of plantedPeople(plot)) await sql.query(step);
    for (const step of plantedSplits(plot)) await sql.query(step);
    for (const step of plantedWallets(plot)) await sql.query(step);
    await sql.query('SET LOCAL session_replication_role = origin');
    for (const step of plantedLedger) await sql.query(step);
    for (const step of plantedFlattrs(plot, bounds)) await sql.query(step);
    await sql.query('COMMIT');
    await sql.query('ANALYZE');
  } catch (error) {
    await sql.query('ROLLBACK');
    throw error;
  } finally {
    sql.release();
  }
};

/** Cuts things 0 … n − 1 into runs that grow by one factor: one flattr from each makes the first things the loved ones. */
const boundsOf = (things: number, runs: number): readonly number[] => {
  const bounds = [0];
  for (let run = 1; run < runs; run++) {
    const wanted = Math.floor(things ** (0.3 + (0.7 * run) / runs));
    const roomForOthers = things - (runs - run);
    bounds.push(Math.min(roomForOthers, Math.max((bounds.at(-1) ?? 0) + 1, wanted)));
  }
  return [...bounds, things];
};
