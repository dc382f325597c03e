import type Stripe from 'stripe';
import { cardOfFingerprint } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { formatAmount } from '../money/currency.ts';
import { idOf } from '../objects/id-of.ts';
import { buildRefund } from '../objects/refund.ts';
import { emitEvent } from './emit-event.ts';
import { payRefund } from './pay-refund.ts';
import { schedule } from './schedule.ts';

type RefundRequest = {
  payment_intent?: string;
  charge?: string;
  amount?: number;
  metadata: Stripe.Metadata;
  reason?: Stripe.Refund.Reason;
};

const refuse = (message: string, more: { code?: string; param?: string } = {}) =>
  new StripeFault(400, { type: 'invalid_request_error', message, ...more });

function chargeOfIntent({ store }: Effect, id: string): Stripe.Charge {
  const intent = store.get('payment_intent', id);
  if (!intent) throw missingResource('payment_intent', id, 'payment_intent');
  const charge = store.get('charge', idOf(intent.latest_charge) ?? '');
  if (charge?.paid) return charge;
  throw refuse(`This PaymentIntent (${id}) does not have a successful charge to refund.`);
}

/** The charge that a refund is of, named by itself or by its intent. */
function findCharge(effect: Effect, asked: RefundRequest): Stripe.Charge {
  if (asked.payment_intent && asked.charge)
    throw refuse('You may only specify one of these parameters: charge, payment_intent.');
  if (asked.payment_intent) return chargeOfIntent(effect, asked.payment_intent);
  if (!asked.charge) throw refuse('One of the following params should be provided: payment_intent, charge.');
  const charge = effect.store.get('charge', asked.charge);
  if (!charge) throw missingResource('charge', asked.charge, 'charge');
  if (!charge.paid) throw refuse(`Charge ${charge.id} has not been paid, so it cannot be refunded.`);
  return charge;
}

/** How much is refunded: all that is left unless less is asked for, never more. */
function amountOf(charge: Stripe.Charge, asked: number | undefined): number {
  const { id, amount, amount_refunded, currency } = charge;
  const left = amount - amount_refunded;
  if (left === 0) {
    throw refuse(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (asked === undefined || asked <= left) return asked ?? left;
  const wanted = formatAmount(asked, currency);
  const whole =
    amount_refunded > 0
      ? `unrefunded amount on charge (${formatAmount(left, currency)})`
      : `charge amount (${formatAmount(amount, currency)})`;
  throw refuse(`Refund amount (${wanted}) is greater than ${whole}`, { param: 'amount' });
}

/** A won dispute leaves the money here, so that it may be refunded after all. */
function isChargedBack({ store }: Effect, { id }: Stripe.Charge): boolean {
  const disputes = store.list('dispute', { where: { charge: id }, limit: -1 });
  return disputes.some(({ status, is_charge_refundable }) => status !== 'won' && !is_charge_refundable);
}

/** Gives a charge back, all or part of it; it stays pending while the balance cannot pay for it. */
export function createRefund(effect: Effect, asked: RefundRequest): Stripe.Refund {
  const { store } = effect;
  const charge = findCharge(effect, asked);
  if (isChargedBack(effect, charge)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw refuse(message, { code: 'charge_disputed' });
  }
  const amount = amountOf(charge, asked.amount);
  const facts = { charge, amount, metadata: asked.metadata, reason: asked.reason ?? null };
  const amount_refunded = charge.amount_refunded + amount;
  const refunded: Stripe.Charge = {
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount,
  };
  const previous = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  store.put('charge', refunded);
  const card = cardOfFingerprint(charge.payment_method_details?.card?.fingerprint ?? '');
  const refund = payRefund(effect, buildRefund(facts, effect.at), card?.refund === 'pending');
  emitEvent(effect, { type: 'refund.created', object: refund });
  emitEvent(effect, { type: 'charge.refunded', object: refunded, previous });
  if (refund.status === 'succeeded') emitEvent(effect, { type: 'refund.updated', object: refund });
  if (card?.refund === 'pending') schedule(effect, 'refund-succeeds', refund.id, effect.at);
  if (card?.refund === 'fails') schedule(effect, 'refund-fails', refund.id, effect.at);
  return refund;
}
