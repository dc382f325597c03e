import type { Platform } from '../platform.ts';
import { readCharge } from './charge-row.ts';
import { settleCharge } from './settle-charge.ts';

/**
 * Writes what became of a payment of ours, as the provider knows it now: a success credits it, and a top-up that got nowhere has
 * failed, since nobody is there to go on with it. Who pays on the page may try again there.
 */
export const applyPayment = async (platform: Platform, paymentId: string): Promise<void> => {
  const { reference, ...payment } = await platform.gateway.fetchPayment(paymentId);
  if (!reference) return;
  if (payment.state === 'succeeded') return settleCharge(platform, reference, payment);
  const charge = payment.stands ? await readCharge(platform.pool, reference) : undefined;
  if (charge?.kind === 'TOP_UP') await settleCharge(platform, reference, { ...payment, state: 'failed' });
};
