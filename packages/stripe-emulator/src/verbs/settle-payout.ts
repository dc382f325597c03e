import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { emitEvent } from './emit-event.ts';
import { failBankAccount } from './fail-bank-account.ts';
import { moveBalance } from './move-balance.ts';

export type PayoutOutcome = 'failed' | 'in_transit' | 'paid';

/** From which statuses a payout may come; the bank may still send a paid one back. */
const before: Record<PayoutOutcome | 'canceled', readonly string[]> = {
  in_transit: ['pending'],
  paid: ['pending', 'in_transit'],
  failed: ['pending', 'in_transit', 'paid'],
  canceled: ['pending'],
};

/** What Stripe says of the codes that a bank gives most. */
const messages: Record<string, string> = {
  account_closed: 'The bank account has been closed.',
  account_frozen: 'The bank account has been frozen.',
  could_not_process: 'The bank could not process this payout.',
  insufficient_funds: 'Your Stripe account has insufficient funds to cover the payout.',
  invalid_account_number: 'The routing number seems correct, but the account number is invalid.',
  no_account: 'The bank account details on file are probably incorrect. No bank account could be found.',
};

function find({ store }: Effect, id: string, next: PayoutOutcome | 'canceled'): Stripe.Payout {
  const payout = store.get('payout', id);
  if (!payout) throw missingResource('payout', id);
  if (before[next].includes(payout.status)) return payout;
  const message = `Payouts with status ${payout.status} cannot become ${next}: ${id}.`;
  throw new StripeFault(400, { type: 'invalid_request_error', message });
}

/** Gives the money of a payout back to the balance that it was taken from. */
function giveBack(
  effect: Effect,
  { id, amount, currency, description }: Stripe.Payout,
  type: 'payout_cancel' | 'payout_failure',
): string {
  const movement = { type, amount, fee: 0, currency, source: id, description };
  return moveBalance(effect, movement, effect.store.ownerOf('payout', id)).id;
}

/** Lets the bank take a payout, or send it back, which it may do after it has taken it. */
export function settlePayout(
  effect: Effect,
  id: string,
  outcome: PayoutOutcome,
  failureCode = 'account_closed',
): Stripe.Payout {
  const { store } = effect;
  const payout = find(effect, id, outcome);
  const account = store.ownerOf('payout', id);
  const next: Stripe.Payout = { ...payout, status: outcome };
  if (outcome === 'failed') {
    next.failure_code = failureCode;
    next.failure_message = messages[failureCode] ?? 'The bank returned the payout.';
    next.failure_balance_transaction = giveBack(effect, payout, 'payout_failure');
  }
  store.put('payout', next);
  if (outcome !== 'in_transit') store.remove('due', `payout-arrives ${id}`);
  const type = outcome === 'in_transit' ? 'payout.updated' : (`payout.${outcome}` as const);
  const previous = { status: payout.status };
  emitEvent(effect, { type, object: next, previous, account: account || undefined });
  if (outcome === 'failed') failBankAccount(effect, account, failureCode);
  return next;
}

/** Calls a payout back that the bank has not been told of. */
export function cancelPayout(effect: Effect, owner: string, id: string): Stripe.Payout {
  const { store } = effect;
  if (store.ownerOf('payout', id) !== owner) throw missingResource('payout', id);
  const payout = find(effect, id, 'canceled');
  const failure_balance_transaction = giveBack(effect, payout, 'payout_cancel');
  const next: Stripe.Payout = { ...payout, status: 'canceled', failure_balance_transaction };
  store.put('payout', next);
  store.remove('due', `payout-arrives ${id}`);
  emitEvent(effect, { type: 'payout.canceled', object: next, account: owner || undefined });
  return next;
}
