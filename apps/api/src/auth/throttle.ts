import { createHash } from 'node:crypto';
import type { Platform } from '@flattr/domain/platform';
import type { Allowance } from '@flattr/domain/ports';
import { TooManyAttempts } from './too-many-attempts.ts';

const minutes = 60;

/** What is counted: by the e-mail address that is named, and by the network that it comes from. */
const allowances = {
  'sign-in': {
    perAddress: { points: 10, seconds: 15 * minutes },
    perNetwork: { points: 50, seconds: 15 * minutes },
  },
  'register-app': { perNetwork: { points: 60, seconds: 60 * minutes } },
  join: { perNetwork: { points: 60, seconds: 60 * minutes } },
  mail: {
    perAddress: { points: 5, seconds: 60 * minutes },
    perNetwork: { points: 60, seconds: 60 * minutes },
  },
} as const satisfies Record<string, { perAddress?: Allowance; perNetwork: Allowance }>;

export type Tried = {
  readonly kind: keyof typeof allowances;
  readonly email?: string;
  /** A browser in which this address has signed in before: strangers use up nothing of what it may try. */
  readonly device?: string | undefined;
  readonly network?: string | undefined;
};

/** Says that what was tried went well: it is not held against anybody. */
export type WentWell = () => Promise<void>;

/** Counts what is tried before it is done. Refuses `too-many-attempts`. */
export const throttle = async ({ attempts }: Platform, tried: Tried): Promise<WentWell> => {
  const limits: { readonly perAddress?: Allowance; readonly perNetwork: Allowance } = allowances[tried.kind];
  const by: { key: string; allowance: Allowance; whole: boolean }[] = [];
  const { email, device, network, kind } = tried;
  if (email && limits.perAddress) {
    const whose = device ? `device:${device}` : `address:${digestOf(email)}`;
    by.push({ key: `${kind}:${whose}`, allowance: limits.perAddress, whole: true });
  }
  if (network)
    by.push({ key: `${kind}:network:${digestOf(network)}`, allowance: limits.perNetwork, whole: false });
  const waits = await Promise.all(by.map(({ key, allowance }) => attempts.count(key, allowance)));
  const wait = Math.max(0, ...waits);
  if (wait > 0) throw new TooManyAttempts(wait);
  return async () => {
    for (const { key, allowance, whole } of by)
      await (whole ? attempts.forget(key, allowance) : attempts.forgive(key, allowance));
  };
};

/** No address of a person or a network is kept in the clear. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);
