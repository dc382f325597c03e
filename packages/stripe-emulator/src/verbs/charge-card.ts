import type Stripe from 'stripe';
import { cardOf } from '../cards/decline-of.ts';
import type { Decline } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import { feeOf } from '../money/fees.ts';
import { buildCharge } from '../objects/charge.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';
import { schedule } from './schedule.ts';

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
  const intent: Stripe.PaymentIntent = {
    ...attempt.intent,
    last_payment_error,
    latest_charge: charge.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  effect.store.put('charge', charge);
  effect.store.put('payment_intent', intent);
  emitEvent(effect, { type: 'charge.failed', object: charge });
  emitEvent(effect, { type: 'payment_intent.payment_failed', object: intent });
  return { intent, charge };
}

function completeAttempt(effect: Effect, attempt: Attempt, method: Stripe.PaymentMethod): Attempt {
  const { amount, currency, description } = attempt.charge;
  const fee = feeOf(amount, currency, effect.terms.fees);
  const source = attempt.charge.id;
  const card = cardOf(method);
  const movement = { type: 'charge', amount, fee, currency, source, description } as const;
  const waitDays = card?.bypassesPending ? 0 : effect.terms.pendingDays;
  const transaction = moveBalance(effect, movement, '', waitDays);
  const charge: Stripe.Charge = { ...attempt.charge, balance_transaction: transaction.id };
  const intent: Stripe.PaymentIntent = {
    ...attempt.intent,
    amount_received: amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  };
  effect.store.put('charge', charge);
  effect.store.put('payment_intent', intent);
  emitEvent(effect, { type: 'charge.succeeded', object: charge });
  emitEvent(effect, { type: 'payment_intent.succeeded', object: intent });
  if (card?.dispute) schedule(effect, 'dispute-opens', charge.id, effect.at);
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
