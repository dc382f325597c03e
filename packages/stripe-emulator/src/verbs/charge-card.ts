import type Stripe from 'stripe';
import type { Decline } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import { feeOf } from '../money/fees.ts';
import { buildCharge } from '../objects/charge.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';

type Attempt = { intent: Stripe.PaymentIntent; charge: Stripe.Charge };

function failAttempt(
  effect: Effect,
  attempt: Attempt,
  method: Stripe.PaymentMethod,
  decline: Decline,
): Attempt {
  const { charge } = attempt;
  const last_payment_error: Stripe.PaymentIntent.LastPaymentError = {
    type: 'card_error',
    charge: charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    payment_method: method,
  };
  const intent = { ...attempt.intent, last_payment_error, payment_method: null, latest_charge: charge.id };
  effect.store.put('charge', charge);
  effect.store.put('payment_intent', intent);
  emitEvent(effect, { type: 'charge.failed', object: charge });
  emitEvent(effect, { type: 'payment_intent.payment_failed', object: intent });
  return { intent, charge };
}

function completeAttempt(effect: Effect, attempt: Attempt, method: Stripe.PaymentMethod): Attempt {
  const { amount, currency, description } = attempt.charge;
  const fee = feeOf(amount, currency, effect.fees);
  const source = attempt.charge.id;
  const transaction = moveBalance(effect, { type: 'charge', amount, fee, currency, source, description });
  const charge: Stripe.Charge = { ...attempt.charge, balance_transaction: transaction.id };
  const intent: Stripe.PaymentIntent = {
    ...attempt.intent,
    amount_received: amount,
    last_payment_error: null,
    latest_charge: charge.id,
    payment_method: method.id,
    status: 'succeeded',
  };
  effect.store.put('charge', charge);
  effect.store.put('payment_intent', intent);
  emitEvent(effect, { type: 'charge.succeeded', object: charge });
  emitEvent(effect, { type: 'payment_intent.succeeded', object: intent });
  return { intent, charge };
}

/** Tries once to take an intent's money from a card; a decline leaves a failed charge and the reason. */
export function chargeCard(
  effect: Effect,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline | undefined,
): Attempt {
  const attempt = { intent, charge: buildCharge(intent, method, decline, effect.at) };
  return decline ? failAttempt(effect, attempt, method, decline) : completeAttempt(effect, attempt, method);
}
