import { setTimeout as wait } from 'node:timers/promises';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { findRings } from '../risk/find-rings.ts';
import { cutMonth } from './cut-month.ts';
import { finishSettlement } from './finish-settlement.ts';
import { layOutShards } from './lay-out-shards.ts';
import { type MonthRow, readMonth } from './month-row.ts';
import { publishMonth, readTotals } from './publish-month.ts';
import { readProgress, type SettlementProgress } from './read-progress.ts';
import { settleShards } from './settle-shards.ts';

type Tell = (progress: SettlementProgress) => void;

/** Where another worker is just moving the month on, it is looked at again after this long. */
const lookAgainMs = 50;

/** The log hears of a long settlement this often. */
const logEveryMs = 5_000;

/**
 * Cuts, settles and publishes a month, from wherever it stands; safe to run again at any point, and by any number of workers
 * at once, who share the work. Refuses `month-not-over`, `month-unknown`, and `months-out-of-order` while an earlier month
 * is not settled.
 */
export const settleMonth = async (
  platform: Platform,
  month: Month,
  onProgress: Tell = () => {},
): Promise<MonthRow> => {
  for (;;) {
    const row = await readDue(platform, month);
    if (row.state === 'PUBLISHED' || row.state === 'PAID') return row;
    if (await moveOn(platform, row, onProgress)) {
      platform.live.changed(`settlement:${month}`);
      const progress = await readProgress(platform.pool, month);
      platform.log.info(progress, 'a month was moved on');
      onProgress(progress);
    } else await wait(lookAgainMs);
  }
};

/** Takes the one step that the month's state asks for; false if another took it. */
const moveOn = async (platform: Platform, row: MonthRow, onProgress: Tell): Promise<boolean> => {
  if (row.state === 'OPEN') return cutMonth(platform, row);
  if (row.state === 'SETTLED') {
    // Each looks through the whole month and needs nothing of the other.
    const [totals] = await Promise.all([
      readTotals(platform.pool, row.month),
      findRings(platform, row.month),
    ]);
    return publishMonth(platform, row, totals);
  }
  await layOutShards(platform, row);
  const laidOut = await readDue(platform, row.month);
  if (laidOut.state !== 'CUT') return false;
  await settleShards(platform, laidOut, tellNowAndThen(platform, row.month, onProgress));
  return finishSettlement(platform, row);
};

const tellNowAndThen = (platform: Platform, month: Month, onProgress: Tell): (() => Promise<void>) => {
  let logged = performance.now();
  return async () => {
    platform.live.changed(`settlement:${month}`);
    const progress = await readProgress(platform.pool, month);
    onProgress(progress);
    if (performance.now() - logged < logEveryMs) return;
    logged = performance.now();
    platform.log.info(progress, 'a month is being settled');
  };
};

const readDue = async ({ pool }: Platform, month: Month): Promise<MonthRow> => {
  const { rows } = await pool.query<{ over: boolean; waits: boolean }>(
    `SELECT flattr_now() >= month_end($1) AS over,
       EXISTS (SELECT FROM months WHERE month < $1 AND state IN ('OPEN', 'CUT')) AS waits`,
    [month],
  );
  if (!rows[0]?.over) throw new Refusal('month-not-over');
  const row = await readMonth(pool, month);
  if (!row) throw new Refusal('month-unknown');
  if (rows[0].waits) throw new Refusal('months-out-of-order');
  return row;
};
