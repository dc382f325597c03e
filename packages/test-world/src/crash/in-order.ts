import { ownerUrlOf } from '../create-world.ts';
import { until } from '../until.ts';
import type { CrashWay } from './crash-month.ts';
import type { ClaimedSite } from './money-back.ts';
import { workMoneyBack } from './money-back-in-order.ts';
import type { MonthCase, PreparedMonth } from './prepared-month.ts';
import { watchPool } from './watch-pool.ts';
import { workInOrder } from './work-in-order.ts';
import { type MoneyBack, workersConfig } from './work-order.ts';
import { startCrashingWorker } from './worker-process.ts';

/**
 * The recorded work in order, by one at a time: the same crash points in each run. Who dies is a process of its own; who
 * finishes is this one.
 */
export const inOrder: CrashWay = (world, crashPoints) => playInOrder(world, crashPoints);

/** So with the month in which money comes back, and the provider's acts and the site that belong to it. */
export const moneyBackInOrder =
  ({ allow }: ClaimedSite): CrashWay =>
  (world, crashPoints) => {
    const { secretKey = '', webhookSecrets = [] } = world.config.stripe ?? {};
    const provider = { url: world.emulator.url, secretKey, webhookSecret: webhookSecrets[0] ?? '' };
    return playInOrder(world, crashPoints, { provider, allow });
  };

const playInOrder = async (world: MonthCase, crashPoints: readonly number[], moneyBack?: MoneyBack) => {
  const crashes: string[] = [];
  for (const at of crashPoints) {
    const { crash, passed, trouble } = await fallAt(world, at, moneyBack);
    if (crash === undefined) return { crashes, left: passed, trouble };
    crashes.push(crash);
  }
  return { crashes, ...(await finish(world, moneyBack)) };
};

/** A month in the middle of which a process died, for others to go on with, and the crash point. */
type CrashedMonth = { readonly crash: string; readonly month: PreparedMonth };

/** Plays the month until a process dies at this crash point, and keeps what it left, once its claims have run out. */
export const crashedAt = async (month: PreparedMonth, at: number): Promise<CrashedMonth> => {
  const world = await month.open();
  const { crash, trouble } = await fallAt(world, at);
  if (crash === undefined) throw new Error(`nobody died at crash point ${at}: ${trouble}`);
  await until('that the claims of the dead run out', async () => {
    const { rowCount } = await world.owner.query(
      'SELECT FROM settlement_shards WHERE settled_at IS NULL AND held_until >= clock_timestamp()',
    );
    return rowCount === 0;
  });
  return { crash, month: await world.keep() };
};

type Fallen = {
  /** Where it died; absent if it came to the end first. */
  readonly crash: string | undefined;
  readonly passed: number;
  readonly trouble: readonly string[];
};

const fallAt = async (world: MonthCase, at: number, moneyBack?: MoneyBack): Promise<Fallen> => {
  const { signal, code, points, trouble } = await startCrashingWorker({
    config: workersConfig(world),
    inOrder: { ownerUrl: ownerUrlOf(world.database), ...(moneyBack && { moneyBack }) },
    falls: { at, by: 'SIGKILL' },
  }).ended;
  return {
    crash: signal === 'SIGKILL' ? (points.at(-1) ?? '') : undefined,
    passed: points.length,
    trouble: code === 0 || signal === 'SIGKILL' ? [] : [trouble],
  };
};

const finish = async (
  world: MonthCase,
  moneyBack: MoneyBack | undefined,
): Promise<{ left: number; trouble: readonly string[] }> => {
  const { policy } = workersConfig(world);
  let left = 0;
  const count = () => {
    left += 1;
  };
  await watchPool(world.platform.pool, count);
  try {
    const platform = { ...world.platform, policy };
    if (moneyBack) await workMoneyBack(platform, world.owner, moneyBack.provider, count);
    else await workInOrder(platform, world.owner, count);
    return { left, trouble: [] };
  } catch (error) {
    return { left, trouble: [`it was not finished: ${error}`] };
  }
};
