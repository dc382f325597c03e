import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { buildDispute } from '../objects/dispute.ts';
import { idOf } from '../objects/id-of.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';

export type DisputeRequest = {
  paymentIntent?: string;
  charge?: string;
  /** All of the charge that is not refunded, if it is left out. */
  amount?: number;
  reason?: string;
  /** A question of the bank, which takes no money yet. */
  inquiry?: boolean;
};

const refuse = (message: string) => new StripeFault(400, { type: 'invalid_request_error', message });

function findCharge({ store }: Effect, { paymentIntent, charge }: DisputeRequest): Stripe.Charge {
  const intent = paymentIntent === undefined ? undefined : store.get('payment_intent', paymentIntent);
  const id = charge ?? idOf(intent?.latest_charge) ?? '';
  const found = store.get('charge', id);
  if (!found) throw missingResource(charge ? 'charge' : 'payment_intent', charge ?? paymentIntent ?? '');
  return found;
}

/** Disputes a charge as its cardholder's bank does, and takes the amount and the fee from the balance. */
export function openDispute(effect: Effect, asked: DisputeRequest): Stripe.Dispute {
  const { store, terms } = effect;
  const charge = findCharge(effect, asked);
  const { currency } = charge;
  if (!charge.paid) throw refuse(`Charge ${charge.id} took no money, so it cannot be disputed.`);
  if (charge.disputed) throw refuse(`Charge ${charge.id} is disputed already.`);
  const { amount = charge.amount - charge.amount_refunded, reason = 'fraudulent', inquiry = false } = asked;
  if (amount < 1 || amount > charge.amount)
    throw refuse('A dispute is about a part of the charge or all of it.');
  const dispute = buildDispute({ charge, amount, reason, inquiry }, effect.at);
  if (!inquiry) {
    const fee = terms.disputeFees[currency] ?? terms.disputeFees.otherwise;
    const description = `Chargeback withdrawal for ${charge.id}`;
    const money = { amount: -amount, fee, currency, source: dispute.id, description };
    const movement = { ...money, type: 'adjustment', reporting_category: 'dispute' } as const;
    dispute.balance_transactions = [moveBalance(effect, movement)];
  }
  store.put('charge', { ...charge, disputed: !inquiry });
  store.put('dispute', dispute);
  emitEvent(effect, { type: 'charge.dispute.created', object: dispute });
  if (!inquiry) emitEvent(effect, { type: 'charge.dispute.funds_withdrawn', object: dispute });
  return dispute;
}
