import type { Reader } from '@flattr/database';
import type { Month } from '../month.ts';
import type { MonthState } from './month-row.ts';

/** How far a settlement is. */
export type SettlementProgress = {
  readonly month: Month;
  readonly state: MonthState;
  readonly shards: number;
  readonly shardsSettled: number;
  /** Whole, 0 to 100. */
  readonly percent: number;
  /** Wallets settled so far. */
  readonly supporters: number;
  /** Wallets settled a second, over the last minute; 0 where there was none. */
  readonly supportersPerSecond: number;
  /** Until all shards are settled, at this pace; absent where nothing tells. */
  readonly secondsLeft: number | undefined;
};

type Row = {
  state: MonthState;
  shards: number;
  settled: number;
  supporters: number;
  percent: number;
  rate: number;
  seconds_left: number | null;
};

/** How far the settlement of a month is; the pace is that of the last minute of the wall clock. */
export const readProgress = async (reader: Reader, month: Month): Promise<SettlementProgress> => {
  const { rows } = await reader.query<Row>(
    `SELECT m.state, p.shards, p.settled, p.supporters,
       CASE WHEN m.state = 'OPEN' OR p.shards = 0 AND m.state = 'CUT' THEN 0
         WHEN m.state = 'CUT' THEN 100 * p.settled / p.shards ELSE 100 END AS percent,
       CASE WHEN m.state = 'CUT' THEN round(p.supporters_lately / p.seconds)::int ELSE 0 END AS rate,
       CASE WHEN m.state = 'CUT' AND p.settled_lately > 0
         THEN ceil((p.shards - p.settled) * p.seconds / p.settled_lately)::int END AS seconds_left
     FROM months m CROSS JOIN LATERAL (
       SELECT count(*)::int AS shards, count(settled_at)::int AS settled, coalesce(sum(supporters), 0)::int AS supporters,
         count(*) FILTER (WHERE settled_at > lately)::numeric AS settled_lately,
         coalesce(sum(supporters) FILTER (WHERE settled_at > lately), 0)::numeric AS supporters_lately,
         greatest(0.001, extract(epoch FROM clock_timestamp() - greatest(min(laid_out_at), min(lately)))) AS seconds
       FROM settlement_shards, (SELECT clock_timestamp() - interval '1 minute' AS lately) AS now WHERE month = m.month
     ) p WHERE m.month = $1`,
    [month],
  );
  const row = rows[0];
  return {
    month,
    state: row?.state ?? 'OPEN',
    shards: row?.shards ?? 0,
    shardsSettled: row?.settled ?? 0,
    percent: row?.percent ?? 0,
    supporters: row?.supporters ?? 0,
    supportersPerSecond: row?.rate ?? 0,
    secondsLeft: row?.seconds_left ?? undefined,
  };
};
