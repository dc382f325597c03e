import type { Platform } from '@flattr/domain/platform';
import type { Viewer } from '../viewer.ts';
import type { CostLimits } from './numbers.ts';

/** What a request costs, and what is left of its asker's hour. */
export type Charge = {
  readonly requested: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
};

/** A request's charge, once it is made. */
export type Charged = { charge?: Charge };

/** Whose hour it is: the viewer's, or that of everybody at one address who does not say who they are. */
export type Asker = {
  readonly viewer: Viewer | undefined;
  readonly address: string | undefined;
};

/** Takes what a request costs from its asker's hour; it is not granted where less is left. */
export const takeCharge = async (
  { limiter }: Platform,
  asker: Asker,
  requested: number,
  limits: CostLimits,
): Promise<{ readonly granted: boolean; readonly charge: Charge }> => {
  const limit = asker.viewer ? limits.viewer : limits.nobody;
  const { granted, remaining, resetAt } = await limiter.take(bucketOf(asker), requested, limit);
  return { granted, charge: { requested, limit, remaining, resetAt } };
};

const bucketOf = ({ viewer, address }: Asker): string => viewer?.hour ?? `address:${address ?? 'none'}`;

/** The headers that tell a charge: as GitHub's, the moment in seconds since 1970. */
export const chargeHeaders = ({ limit, remaining, resetAt }: Charge): Record<string, string> => ({
  'x-ratelimit-limit': `${limit}`,
  'x-ratelimit-remaining': `${remaining}`,
  'x-ratelimit-used': `${limit - remaining}`,
  'x-ratelimit-reset': `${Math.ceil(resetAt.getTime() / 1000)}`,
});

/** The names of all headers that tell of limits, for other origins' scripts. */
export const limitHeaders = [
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-used',
  'x-ratelimit-reset',
];
