import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { availableIn } from '../money/read-balance.ts';
import { buildTransfer, type TransferFacts } from '../objects/transfer.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';
import { isAutomatic, nextMidnight } from './pay-out-automatically.ts';
import { schedule } from './schedule.ts';

const noCapability =
  'Your destination account needs to have at least one of the following capabilities enabled: transfers, ' +
  'crypto_transfers, legacy_payments';

const tooLittle =
  'You have insufficient available funds in your Stripe account. ' +
  'Pay a checkout of the emulator with the test card to add some.';

/** Sends money from the balance to an account that may receive it, never more than there is. */
export function createTransfer(effect: Effect, facts: TransferFacts): Stripe.Transfer {
  const { store } = effect;
  const { amount, currency, destination, description } = facts;
  const account = store.get('account', destination);
  if (!account) throw missingResource('destination', destination, 'destination');
  const type = 'invalid_request_error';
  if (account.capabilities?.transfers !== 'active') {
    const code = 'insufficient_capabilities_for_transfer';
    throw new StripeFault(400, { type, code, message: noCapability });
  }
  if (availableIn(store, '', currency) < amount) {
    throw new StripeFault(400, { type, code: 'balance_insufficient', message: tooLittle });
  }
  const sent = buildTransfer(facts, effect.at);
  const source = sent.id;
  const money = { fee: 0, currency, source, description };
  const transaction = moveBalance(effect, { ...money, type: 'transfer', amount: -amount });
  const transfer = { ...sent, balance_transaction: transaction.id };
  moveBalance(effect, { ...money, type: 'payment', amount }, destination);
  store.put('transfer', transfer);
  emitEvent(effect, { type: 'transfer.created', object: transfer });
  if (isAutomatic(account)) schedule(effect, 'automatic-payout', account.id, nextMidnight(effect.at));
  return transfer;
}
