import type { Platform } from '../platform.ts';
import { settleCharge } from './settle-charge.ts';

/** Credits a payment of ours that has succeeded, as the provider knows it now. */
export const applyPayment = async (platform: Platform, paymentId: string): Promise<void> => {
  const payment = await platform.gateway.fetchPayment(paymentId);
  if (payment.reference && payment.state === 'succeeded')
    await settleCharge(platform, payment.reference, payment);
};
