import type { PaymentGateway, Transfer } from '@flattr/domain/ports';
import type Stripe from 'stripe';
import { fromStripe, idOf, inMinorUnits } from './amounts.ts';
import { sendOutcome } from './send-outcome.ts';

type Transfers = 'sendTransfer' | 'findTransfer' | 'fetchTransfer' | 'listTransfers' | 'reverseTransfer';

/** Money that leaves for creators' accounts, and comes back from them. */
export const transfers = (stripe: Stripe): Pick<PaymentGateway, Transfers> => ({
  sendTransfer: ({ reference, key, accountId, amount }) =>
    sendOutcome(() =>
      stripe.transfers.create(
        {
          ...inMinorUnits(amount, 'amount'),
          destination: accountId,
          transfer_group: reference,
          metadata: { reference },
        },
        { idempotencyKey: key },
      ),
    ),
  findTransfer: async (reference) => {
    const { data } = await stripe.transfers.list({ transfer_group: reference, limit: 1 });
    return data[0] && transferOf(data[0]);
  },
  fetchTransfer: async (transferId) => transferOf(await stripe.transfers.retrieve(transferId)),
  listTransfers: async function* () {
    for await (const transfer of stripe.transfers.list({ limit: 100 })) yield transferOf(transfer);
  },
  reverseTransfer: ({ reference, key, transferId, amount }) =>
    sendOutcome(() =>
      stripe.transfers.createReversal(
        transferId,
        { amount: inMinorUnits(amount, 'amount').amount, metadata: { reference } },
        { idempotencyKey: key },
      ),
    ),
});

const transferOf = (transfer: Stripe.Transfer): Transfer => ({
  id: transfer.id,
  reference: transfer.metadata.reference ?? '',
  accountId: idOf(transfer.destination) ?? '',
  amount: fromStripe(transfer.amount, transfer.currency),
  reversed: fromStripe(transfer.amount_reversed, transfer.currency),
  reversalId: transfer.reversals.data[0]?.id,
});
