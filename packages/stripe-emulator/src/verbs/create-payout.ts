import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import { availableIn } from '../money/read-balance.ts';
import { buildPayout, type PayoutFacts } from '../objects/payout.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';
import { schedule } from './schedule.ts';

const daySeconds = 86_400;

const refuse = (code: string, message: string) =>
  new StripeFault(400, { type: 'invalid_request_error', code, message });

/** Sends money of an owner's balance to their bank, as long as payouts are allowed and there is enough of it. */
export function createPayout(
  effect: Effect,
  owner: string,
  asked: Omit<PayoutFacts, 'destination'>,
): Stripe.Payout {
  const { store, at, terms } = effect;
  const account = store.get('account', owner);
  if (account && !account.payouts_enabled) {
    const message =
      "Payouts have been disabled on the connected account. Check the connected account's status to see if any " +
      'additional information needs to be provided, or if payouts have been disabled for another reason.';
    throw refuse('payouts_not_allowed', message);
  }
  const { amount, currency, description } = asked;
  if (availableIn(store, owner, currency) < amount) {
    const message = 'You have insufficient funds in your Stripe account for this payout.';
    throw refuse('balance_insufficient', message);
  }
  const destination = account?.external_accounts?.data[0]?.id ?? null;
  const payout = buildPayout({ ...asked, destination }, at, at + terms.payoutDays * daySeconds);
  const movement = {
    type: 'payout',
    amount: -amount,
    fee: 0,
    currency,
    source: payout.id,
    description,
  } as const;
  payout.balance_transaction = moveBalance(effect, movement, owner).id;
  store.put('payout', payout, owner);
  emitEvent(effect, { type: 'payout.created', object: payout, account: owner || undefined });
  schedule(effect, 'payout-arrives', payout.id, payout.arrival_date);
  return payout;
}
