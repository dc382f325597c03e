import { FlattrError } from './flattr-error.ts';

/** Whoever has to wait longer is told so instead. */
const waitMsMax = 30_000;

/**
 * How long to wait before a request that failed is sent again, in milliseconds, by chance so that not all come back at once; or
 * undefined where asking again does not help: only what was not reached, failed on the other side, or came too often may be.
 */
export const waitBefore = (error: unknown, tried: number): number | undefined => {
  if (!(error instanceof FlattrError)) return undefined;
  const { code, retryAfterMs } = error;
  const limited = code === 'RATE_LIMITED' && retryAfterMs !== undefined;
  if (!limited && code !== 'UNREACHABLE' && code !== 'INTERNAL') return undefined;
  const least = retryAfterMs ?? 0;
  return least > waitMsMax ? undefined : least + Math.random() * 500 * 2 ** tried;
};
