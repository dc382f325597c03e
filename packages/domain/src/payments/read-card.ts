import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import type { Card } from '../ports.ts';

/** The card that fills a supporter's wallet, as the provider knows it now; `unknown` where it does not answer, undefined without one. */
export const readCard = async (
  { db, gateway, log }: Platform,
  supporterId: UserId,
): Promise<Card | 'unknown' | undefined> => {
  const payer = await db.payer.findUnique({ where: { supporterId } });
  if (!payer?.providerMethodId) return undefined;
  try {
    return await gateway.fetchCard(payer.providerMethodId);
  } catch (error) {
    log.warn({ err: error }, 'the provider did not say which card is saved');
    return 'unknown';
  }
};
