import type { PaymentGateway, Transfer, TransferOutcome } from '@flattr/domain/ports';
import Stripe from 'stripe';
import { fromStripe, idOf, inMinorUnits } from './amounts.ts';

/** Money that leaves for creators' accounts. */
export const transfers = (
  stripe: Stripe,
): Pick<PaymentGateway, 'sendTransfer' | 'findTransfer' | 'listTransfers'> => ({
  sendTransfer: async ({ reference, accountId, amount }): Promise<TransferOutcome> => {
    try {
      const transfer = await stripe.transfers.create(
        {
          ...inMinorUnits(amount, 'amount'),
          destination: accountId,
          transfer_group: reference,
          metadata: { reference },
        },
        { idempotencyKey: reference },
      );
      return { outcome: 'sent', transferId: transfer.id };
    } catch (error) {
      if (!isRefused(error)) throw error;
      return { outcome: 'refused', reason: error.message };
    }
  },
  findTransfer: async (reference) => {
    const { data } = await stripe.transfers.list({ transfer_group: reference, limit: 1 });
    return data[0] && transferOf(data[0]);
  },
  listTransfers: async function* () {
    for await (const transfer of stripe.transfers.list({ limit: 100 })) yield transferOf(transfer);
  },
});

/** The provider said no for certain, whatever the reason: nothing was moved. */
const isRefused = (error: unknown): error is Error =>
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof Stripe.errors.StripePermissionError;

const transferOf = (transfer: Stripe.Transfer): Transfer => ({
  id: transfer.id,
  reference: transfer.metadata.reference ?? '',
  accountId: idOf(transfer.destination) ?? '',
  amount: fromStripe(transfer.amount, transfer.currency),
});
