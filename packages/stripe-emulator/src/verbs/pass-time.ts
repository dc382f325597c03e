import { cardOfFingerprint } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import type { Due } from '../store/documents.ts';
import { expireCheckoutSession } from './expire-checkout-session.ts';
import { failRefund } from './fail-refund.ts';
import { openDispute } from './open-dispute.ts';
import { payOutAutomatically } from './pay-out-automatically.ts';
import { releaseFunds } from './release-funds.ts';
import { settlePayout } from './settle-payout.ts';
import { settleRefunds, succeedRefund } from './settle-refunds.ts';

function disputeCard(effect: Effect, charge: string): void {
  const held = effect.store.get('charge', charge);
  const card = cardOfFingerprint(held?.payment_method_details?.card?.fingerprint ?? '');
  if (held && !held.disputed && card?.dispute) openDispute(effect, { charge, ...card.dispute });
}

const happenings: Record<Due['what'], (effect: Effect, object: string) => void> = {
  'automatic-payout': payOutAutomatically,
  'dispute-opens': disputeCard,
  'funds-available': releaseFunds,
  'payout-arrives': (effect, id) => {
    settlePayout(effect, id, 'paid');
  },
  'refund-fails': (effect, id) => {
    if (effect.store.get('refund', id)?.status !== 'failed') failRefund(effect, id);
  },
  'refund-succeeds': succeedRefund,
  'session-expires': (effect, id) => {
    if (effect.store.get('checkout_session', id)?.status === 'open') expireCheckoutSession(effect, id);
  },
};

/** Lets everything happen that is due by now, in the order of its time and as of that time. */
export function passTime(effect: Effect): void {
  const { store } = effect;
  for (;;) {
    const due = store.nextDue(effect.at);
    if (!due) break;
    store.remove('due', due.id);
    happenings[due.what]({ ...effect, at: due.at, request: null }, due.object);
  }
  settleRefunds(effect);
}
