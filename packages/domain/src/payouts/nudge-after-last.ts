import type { Platform } from '../platform.ts';

/** Wakes the turn of the months once the last payout of a month's run has left or failed, and not for each of them. */
export const nudgeAfterLast = async ({ pool, queue }: Platform, month: string): Promise<void> => {
  const { rowCount } = await pool.query(
    "SELECT FROM payouts WHERE state IN ('WAITING', 'INTENT') AND month = $1 LIMIT 1",
    [month],
  );
  if (rowCount === 0) await queue.nudge({ name: 'turn-months', payload: {} });
};
