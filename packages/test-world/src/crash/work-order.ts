import type { Config } from '@flattr/adapters';
import type { World } from '../create-world.ts';
import type { ProviderAt } from './money-back-in-order.ts';

/** What a worker process is told, as the JSON of its one argument. */
export type WorkOrder = {
  readonly config: Config;
  readonly falls?: Fall;
  /** Does the month's work in order, moving the clock as the owner of the database; without it, it works on the queue. */
  readonly inOrder?: { readonly ownerUrl: string; readonly moneyBack?: MoneyBack };
};

/** Plays the months in which money comes back instead, with a site that it may fetch from. */
export type MoneyBack = { readonly provider: ProviderAt; readonly allow: string };

/** Where a process falls, by a signal that nothing can catch. */
export type Fall = {
  readonly at: number;
  /** Effects by these names do not count. */
  readonly passing?: string;
  readonly by: 'SIGKILL' | 'SIGSTOP';
  /** Of several processes only the one falls that makes this file first. */
  readonly first?: string;
};

/**
 * The configuration of a world's workers: as the product's, but with shards of so few wallets that a small month has some,
 * and with lost work and the claims of the dead taken up again as soon as can be.
 */
export const workersConfig = ({ config }: Pick<World, 'config'>, redisUrl?: string): Config => ({
  ...config,
  redisUrl,
  policy: { ...config.policy, ...workersPolicy },
});

const workersPolicy = { shardSize: 2, leaseSeconds: 1, sweepSeconds: 1 } as const;
