import { z } from 'zod';
import { accountStates } from '../connect/account-state.ts';

const whole = z.number().int().min(0);

/** What each control is asked for over HTTP. */
export const requests = {
  openDispute: z.strictObject({
    paymentIntent: z.string().optional(),
    charge: z.string().optional(),
    amount: z.coerce.number().int().positive().optional(),
    reason: z.string().optional(),
    inquiry: z.boolean().optional(),
  }),
  closeDispute: z.strictObject({ dispute: z.string(), outcome: z.enum(['won', 'lost']) }),
  failRefund: z.strictObject({ refund: z.string(), reason: z.string().optional() }),
  settlePayout: z.strictObject({
    payout: z.string(),
    outcome: z.enum(['in_transit', 'paid', 'failed']),
    failureCode: z.string().optional(),
  }),
  takeFee: z.strictObject({
    amount: z.number().int(),
    currency: z.string().length(3),
    description: z.string().optional(),
  }),
  topUp: z.strictObject({ amount: z.number().int().positive(), currency: z.string().length(3) }),
  setAccountState: z.strictObject({
    account: z.string(),
    state: z.enum([...accountStates, 'deauthorised']),
  }),
  injectFault: z.strictObject({
    path: z.string(),
    method: z.string().optional(),
    kind: z.enum(['error', 'hold', 'reset', 'timeout']),
    when: z.enum(['before', 'during', 'after']).optional(),
    skip: whole.optional(),
    times: whole.optional(),
    holdMs: whole.optional(),
  }),
  releaseFaults: z.strictObject({ fault: z.string().optional() }),
  clearFaults: z.strictObject({}),
  listFaults: z.strictObject({}),
  listRequests: z.strictObject({}),
  setWebhooks: z.strictObject({
    copies: whole.min(1).max(3).optional(),
    delayMs: whole.optional(),
    shuffleMs: whole.optional(),
    held: z.boolean().optional(),
  }),
  listPendingEvents: z.strictObject({}),
  deliverEvents: z.strictObject({ events: z.array(z.string()) }),
  catchUp: z.strictObject({}),
};

export type Asked<K extends keyof typeof requests> = z.output<(typeof requests)[K]>;
