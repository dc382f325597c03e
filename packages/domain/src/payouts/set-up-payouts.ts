import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { refuseUnverified } from '../users/refuse-unverified.ts';
import { startOnboarding } from './start-onboarding.ts';

/**
 * Opens a creator's account at the provider, once, and returns the address of the page where they fill it in. Refuses
 * `payouts-already-set-up` once the account can be paid, `email-unverified` and `country-unknown`.
 */
export const setUpPayouts = async (
  platform: Platform,
  creatorId: UserId,
  country: string,
): Promise<string> => {
  const known = await platform.db.payee.findUnique({ where: { creatorId } });
  if (known?.payoutsEnabled) throw new Refusal('payouts-already-set-up');
  await refuseUnverified(platform.pool, creatorId);
  if (known) return startOnboarding(platform, known.providerAccountId);
  if (!platform.gateway.countries.includes(country)) throw new Refusal('country-unknown', ['country']);
  const user = await platform.db.user.findUniqueOrThrow({ where: { id: creatorId, leftAt: null } });
  const payee = await platform.gateway.createPayee({
    userId: creatorId,
    email: user.email,
    country,
    reference: `payee:${creatorId}`,
  });
  await platform.pool.query(
    `INSERT INTO payees (creator_id, provider_account_id, payouts_enabled, state) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [creatorId, payee.id, payee.state === 'READY', payee.state],
  );
  return startOnboarding(platform, payee.id);
};
