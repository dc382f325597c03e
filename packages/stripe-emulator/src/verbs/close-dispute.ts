import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { idOf } from '../objects/id-of.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';

export type DisputeOutcome = 'won' | 'lost';

const closed = new Set(['won', 'lost', 'warning_closed']);

/** What comes back of a won dispute; the fee only where the terms say so. */
function reinstate(effect: Effect, dispute: Stripe.Dispute): Stripe.BalanceTransaction {
  const { id, amount, currency, balance_transactions } = dispute;
  const withdrawn = balance_transactions[0]?.fee ?? 0;
  const fee = effect.terms.disputeFeeReturned ? -withdrawn : 0;
  const description = `Chargeback reversal for ${idOf(dispute.charge) ?? ''}`;
  const money = { amount, fee, currency, source: id, description };
  return moveBalance(effect, { ...money, type: 'adjustment', reporting_category: 'dispute_reversal' });
}

/** Ends a dispute: won brings the money back, lost keeps it away, an inquiry is only closed. */
export function closeDispute(effect: Effect, id: string, outcome: DisputeOutcome): Stripe.Dispute {
  const { store } = effect;
  const dispute = store.get('dispute', id);
  if (!dispute) throw missingResource('dispute', id);
  if (closed.has(dispute.status)) {
    const message = `This dispute is already closed (${dispute.status}).`;
    throw new StripeFault(400, { type: 'invalid_request_error', message });
  }
  const isInquiry = dispute.status.startsWith('warning_');
  const next: Stripe.Dispute = { ...dispute, status: isInquiry ? 'warning_closed' : outcome };
  const returns = outcome === 'won' && !isInquiry;
  if (returns) next.balance_transactions = [...dispute.balance_transactions, reinstate(effect, dispute)];
  store.put('dispute', next);
  const previous = { status: dispute.status };
  if (returns) emitEvent(effect, { type: 'charge.dispute.funds_reinstated', object: next });
  emitEvent(effect, { type: 'charge.dispute.closed', object: next, previous });
  return next;
}
