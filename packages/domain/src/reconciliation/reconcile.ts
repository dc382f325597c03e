import { bookOperatorMoney } from '../operator/book-operator-money.ts';
import { keepReserve } from '../operator/keep-reserve.ts';
import type { Platform } from '../platform.ts';
import { type Comparison, compareProvider } from './compare-provider.ts';
import { sayDifference } from './difference.ts';
import { windowStart } from './window-start.ts';

/**
 * The night's run: posts what the operator and the provider moved between themselves, keeps the reserve, compares the provider
 * with the ledger, keeps what came of it, and writes each difference into the log as an error.
 */
export const reconcile = async (platform: Platform): Promise<void> => {
  const { pool, clock, log } = platform;
  const beganAt = await clock.now();
  const since = await windowStart(pool);
  await bookOperatorMoney(platform, since);
  await keepReserve(platform);
  const comparison = await compareProvider(platform, since);
  await keepOutcome(platform, beganAt, comparison);
  const { compared, differences, inFlight } = comparison;
  for (const difference of differences)
    log.error({ kind: difference.kind }, `the provider and the ledger differ: ${sayDifference(difference)}`);
  const facts = { compared, differences: differences.length, inFlight: inFlight.length };
  log.info(facts, 'the provider was compared with the ledger');
};

const keepOutcome = async (
  { pool }: Platform,
  beganAt: Date,
  { since, compared, differences, inFlight }: Comparison,
): Promise<void> => {
  const lines = differences.map((one) => ({ kind: one.kind, text: sayDifference(one) }));
  await pool.query(
    `INSERT INTO reconciliations (began_at, since, compared, in_flight, differences) VALUES ($1, $2, $3, $4, $5)`,
    [beganAt, since, compared, inFlight.length, JSON.stringify(lines)],
  );
};
