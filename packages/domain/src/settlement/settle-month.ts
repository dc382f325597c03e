import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { cutMonth } from './cut-month.ts';
import { finishSettlement } from './finish-settlement.ts';
import { type MonthRow, type MonthState, readMonth, takeMonth } from './month-row.ts';
import { publishMonth } from './publish-month.ts';
import { settleShard } from './settle-shard.ts';

export type SettlementProgress = {
  readonly month: Month;
  readonly state: MonthState;
  readonly shards: number;
  readonly shardsSettled: number;
};

/**
 * Cuts, settles and publishes a month, from wherever it stands; safe to run again at any point and by several at once.
 * Refuses `month-not-over`, `month-unknown`, and `months-out-of-order` while an earlier month is not settled.
 */
export const settleMonth = async (
  platform: Platform,
  month: Month,
  onProgress: (progress: SettlementProgress) => void = () => {},
): Promise<MonthRow> => {
  await refuseTooEarly(platform, month);
  let row = await takeMonth(platform.pool, month);
  if (row.state === 'OPEN') {
    await cutMonth(platform, row);
    row = await mustRead(platform, month, row);
  }
  onProgress(await progressOf(platform, row));
  if (row.state === 'CUT') {
    while ((await settleShard(platform, row)) !== undefined) onProgress(await progressOf(platform, row));
    await finishSettlement(platform, row);
    row = await mustRead(platform, month, row);
  }
  if (row.state === 'SETTLED') {
    await publishMonth(platform, row);
    row = await mustRead(platform, month, row);
  }
  onProgress(await progressOf(platform, row));
  platform.log.info({ month, state: row.state }, 'a month was moved on');
  return row;
};

const refuseTooEarly = async ({ pool }: Platform, month: Month) => {
  const { rows } = await pool.query<{ over: boolean }>('SELECT flattr_now() >= month_end($1) AS over', [
    month,
  ]);
  if (!rows[0]?.over) throw new Refusal('month-not-over');
  if (!(await readMonth(pool, month))) throw new Refusal('month-unknown');
  const { rowCount } = await pool.query(
    "SELECT FROM months WHERE month < $1 AND state IN ('OPEN', 'CUT') LIMIT 1",
    [month],
  );
  if (rowCount) throw new Refusal('months-out-of-order');
};

/** The month as it stands now, with the fence of the one who took it. */
const mustRead = async ({ pool }: Platform, month: Month, { fence }: MonthRow): Promise<MonthRow> => {
  const row = await readMonth(pool, month);
  if (!row) throw new Error(`the month ${month} is gone`);
  return { ...row, fence };
};

const progressOf = async ({ pool }: Platform, { month, state }: MonthRow): Promise<SettlementProgress> => {
  const { rows } = await pool.query<{ shards: number; settled: number }>(
    'SELECT count(*)::int AS shards, count(settled_at)::int AS settled FROM settlement_shards WHERE month = $1',
    [month],
  );
  return { month, state, shards: rows[0]?.shards ?? 0, shardsSettled: rows[0]?.settled ?? 0 };
};
