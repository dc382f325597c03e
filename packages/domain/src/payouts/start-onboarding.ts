import type { Platform } from '../platform.ts';

/** Makes a fresh link to the provider's page for an account: each is good once and for minutes, and leads back to ours. */
export const startOnboarding = ({ gateway, policy }: Platform, accountId: string): Promise<string> =>
  gateway.startOnboarding({
    accountId,
    returnUrl: `${policy.origin}/me/earnings?set-up=1`,
    refreshUrl: `${policy.origin}/me/earnings/set-up/again`,
  });
