import type Stripe from 'stripe';
import type { Effect, Emulator } from '../emulator.ts';
import type { Fault, FaultOrder } from '../faults/faults.ts';
import type { LoggedRequest } from '../http/request-log.ts';
import { catchUp, runEffect } from '../run-effect.ts';
import type { AnyEvent } from '../store/documents.ts';
import { closeDispute } from '../verbs/close-dispute.ts';
import { createTopup } from '../verbs/create-topup.ts';
import { failRefund } from '../verbs/fail-refund.ts';
import { openDispute } from '../verbs/open-dispute.ts';
import { setAccountState } from '../verbs/set-account-state.ts';
import { settlePayout } from '../verbs/settle-payout.ts';
import { takeFee } from '../verbs/take-fee.ts';
import type { WebhookBehaviour } from '../webhooks/behaviour.ts';
import type { Asked } from './requests.ts';

export type Control = ReturnType<typeof createControl>;

/** What the banks, the cardholders and Stripe itself do, done on demand; each sends its webhooks. */
export function createControl(emulator: Emulator) {
  const run = <T>(verb: (effect: Effect) => T) => runEffect(emulator, null, Promise.resolve(), verb);
  return {
    ...requestControl(emulator),
    ...webhookControl(emulator),
    /** A cardholder disputes a charge, all that is left of it or an amount in minor units. */
    openDispute: (asked: Asked<'openDispute'>): Promise<Stripe.Dispute> =>
      run((effect) => openDispute(effect, asked)),
    closeDispute: (id: string, outcome: Asked<'closeDispute'>['outcome']): Promise<Stripe.Dispute> =>
      run((effect) => closeDispute(effect, id, outcome)),
    /** The card's bank does not take a refund: its money comes back to the balance. */
    failRefund: (id: string, reason?: string): Promise<Stripe.Refund> =>
      run((effect) => failRefund(effect, id, reason)),
    /** The bank takes a payout or sends it back, even after it has taken it. */
    settlePayout: (
      id: string,
      outcome: Asked<'settlePayout'>['outcome'],
      failureCode?: string,
    ): Promise<Stripe.Payout> => run((effect) => settlePayout(effect, id, outcome, failureCode)),
    /** Stripe takes a fee that belongs to no charge, in minor units; below 0 it gives one back. */
    takeFee: (asked: Asked<'takeFee'>): Promise<Stripe.BalanceTransaction> =>
      run((effect) => takeFee(effect, asked)),
    /** The operator sends money from their bank to the platform's balance. */
    topUp: (asked: Asked<'topUp'>): Promise<Stripe.Topup> => run((effect) => createTopup(effect, asked)),
    /** Stripe changes its mind about an account, or its owner leaves the platform. */
    setAccountState: (id: string, state: Asked<'setAccountState'>['state']): Promise<Stripe.Account> =>
      run((effect) => setAccountState(effect, id, state)),
    /** Lets happen what is due by the emulated time, which otherwise waits for the next request. */
    catchUp: (): Promise<void> => catchUp(emulator),
  };
}

function requestControl({ faults, requests }: Emulator) {
  return {
    /** Something is to go wrong with a request that is still to come. */
    injectFault: (order: FaultOrder): Fault => faults.inject(order),
    /** Lets go of the requests that a fault holds, or that any does. */
    releaseFaults: (id?: string): void => faults.release(id),
    clearFaults: (): void => faults.clear(),
    /** The faults that were asked for, and how many requests each has met. */
    listFaults: (): readonly Fault[] => faults.list(),
    /** The requests to the API so far, the oldest first. */
    listRequests: (): readonly LoggedRequest[] => requests,
  };
}

function webhookControl({ deliveries }: Emulator) {
  return {
    /** Webhooks are duplicated, delayed, shuffled or held from now on. */
    setWebhooks: (behaviour: Partial<WebhookBehaviour>): WebhookBehaviour =>
      deliveries.setBehaviour(behaviour),
    /** The events that have not arrived yet, the oldest first. */
    listPendingEvents: (): AnyEvent[] => deliveries.pendingEvents(),
    /** Sends events in this very order, one after the other; those that arrived before come once more. */
    deliverEvents: (ids: readonly string[]): Promise<void> => deliveries.deliver(ids),
  };
}
