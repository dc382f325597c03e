import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/**
 * Leaves at the provider no card of a supporter but the one that fills their wallet, one that a top-up is still charging, and what
 * they are only about to save.
 */
export const forgetCards = async ({ db, pool, gateway }: Platform, supporterId: UserId): Promise<void> => {
  const payer = await db.payer.findUnique({ where: { supporterId } });
  if (!payer?.cardAt) return;
  const { rows } = await pool.query<{ method: string }>(
    "SELECT provider_method_id AS method FROM charges WHERE supporter_id = $1 AND kind = 'TOP_UP' AND state = 'INTENT'",
    [supporterId],
  );
  const kept = new Set([payer.providerMethodId, ...rows.map(({ method }) => method)]);
  for await (const { methodId, savedAt } of gateway.listCards(payer.providerCustomerId)) {
    if (!kept.has(methodId) && savedAt <= payer.cardAt) await gateway.forgetCard(methodId);
  }
};
