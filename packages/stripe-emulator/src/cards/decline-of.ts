import type Stripe from 'stripe';
import type { Store } from '../store/store.ts';
import { cardOfFingerprint, type Decline, type TestCard } from './test-cards.ts';

const authenticationRequired: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};

export function cardOf(method: Stripe.PaymentMethod): TestCard | undefined {
  return cardOfFingerprint(method.card?.fingerprint ?? '');
}

/** Whether a card's owner has to be asked; a card that is set up once is free of it if it says so. */
export function needsChallenge(store: Store, method: Stripe.PaymentMethod): boolean {
  const challenge = cardOf(method)?.challenge;
  if (challenge === 'setup') return !store.get('set_up_card', method.id);
  return challenge === 'always';
}

/** Why a card cannot be charged while its owner is away, if it cannot. */
export function offSessionDecline(store: Store, method: Stripe.PaymentMethod): Decline | undefined {
  return needsChallenge(store, method) ? authenticationRequired : cardOf(method)?.offSession;
}

/** Why a card cannot even be saved, if it cannot; one whose bank asks first declines only what it is charged. */
export function savingDecline(method: Stripe.PaymentMethod): Decline | undefined {
  const card = cardOf(method);
  return card?.challenge ? undefined : card?.onSession;
}
