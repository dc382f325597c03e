import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { formatAmount } from '../money/currency.ts';
import { availableIn } from '../money/read-balance.ts';
import { idOf } from '../objects/id-of.ts';
import { buildTransferReversal } from '../objects/transfer-reversal.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';

type ReversalRequest = { amount?: number; metadata: Stripe.Metadata };

const refuse = (message: string, more: { code?: string; param?: string } = {}) =>
  new StripeFault(400, { type: 'invalid_request_error', message, ...more });

/** How much of a transfer comes back: all that is left unless less is asked for. */
function amountOf(transfer: Stripe.Transfer, asked: number | undefined): number {
  const { id, amount, amount_reversed, currency } = transfer;
  const left = amount - amount_reversed;
  if (left === 0) throw refuse(`Transfer ${id} is already fully reversed.`);
  if (asked === undefined || asked <= left) return asked ?? left;
  const wanted = formatAmount(asked, currency);
  const most = formatAmount(left, currency);
  const message = `Transfer reversal amount (${wanted}) is greater than unreversed amount on transfer (${most})`;
  throw refuse(message, { param: 'amount' });
}

/** Takes a transfer back, all or part of it, as long as the account still has that much. */
export function reverseTransfer(
  effect: Effect,
  transferId: string,
  asked: ReversalRequest,
): Stripe.TransferReversal {
  const { store } = effect;
  const transfer = store.get('transfer', transferId);
  if (!transfer) throw missingResource('transfer', transferId);
  const { currency } = transfer;
  const account = idOf(transfer.destination) ?? '';
  const amount = amountOf(transfer, asked.amount);
  if (availableIn(store, account, currency) < amount) {
    const message = 'The connected account has insufficient available funds for this transfer reversal.';
    throw refuse(message, { code: 'balance_insufficient' });
  }
  const reversal = buildTransferReversal(transfer, { amount, metadata: asked.metadata }, effect.at);
  const money = { fee: 0, currency, source: reversal.id, description: null };
  moveBalance(effect, { ...money, type: 'payment_refund', amount: -amount }, account);
  reversal.balance_transaction = moveBalance(effect, { ...money, type: 'transfer_refund', amount }).id;
  const amount_reversed = transfer.amount_reversed + amount;
  const data = [reversal, ...transfer.reversals.data].slice(0, 10);
  const has_more = transfer.reversals.has_more || transfer.reversals.data.length === 10;
  const next: Stripe.Transfer = {
    ...transfer,
    amount_reversed,
    reversed: amount_reversed === transfer.amount,
    reversals: { ...transfer.reversals, data, has_more },
  };
  const previous = { amount_reversed: transfer.amount_reversed, reversed: transfer.reversed };
  store.put('transfer_reversal', reversal);
  store.put('transfer', next);
  emitEvent(effect, { type: 'transfer.reversed', object: next, previous });
  return reversal;
}
