import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';
import { type Environment, type Request, responseSent } from '../http/environment.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import type { Fault, Faults } from './faults.ts';

/** The 500 of Stripe's own trouble; `began` tells whether it is saved for the idempotency key. */
export function serverError(began: boolean): StripeFault {
  const message = 'An unknown error occurred (a fault that was asked for).';
  return new StripeFault(500, { type: 'api_error', message }, began);
}

/** Resolves when a fault is released or has held for long enough, or when the caller has gone. */
export async function holdFor(c: Request, faults: Faults, { id, holdMs }: Fault): Promise<void> {
  const timing = new AbortController();
  const timer = wait(holdMs, undefined, { signal: timing.signal, ref: false }).catch(() => undefined);
  await Promise.race([faults.released(id), timer, responseSent(c)]);
  timing.abort();
}

/** Ends a connection without an answer, at once or after it has been held. */
async function cut(c: Request, faults: Faults, fault: Fault): Promise<Response> {
  if (fault.kind === 'timeout') await holdFor(c, faults, fault);
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/**
 * Plays the fault that a request meets. The errors of a POST that has begun belong to its verb, and so does holding
 * it; all else happens here.
 */
export function playFaults(faults: Faults) {
  return createMiddleware<Environment>(async (c, next) => {
    const { method, path } = c.req;
    const fault = faults.take({ method, path });
    c.set('fault', fault);
    if (!fault) return next();
    const { kind, when } = fault;
    const isPost = method === 'POST';
    if (kind === 'hold' && !isPost) await holdFor(c, faults, fault);
    if (kind === 'error' && (when === 'before' || !isPost)) throw serverError(false);
    if (kind === 'error' || kind === 'hold') return next();
    if (when !== 'after') return cut(c, faults, fault);
    await next();
    c.res = await cut(c, faults, fault);
    return undefined;
  });
}
