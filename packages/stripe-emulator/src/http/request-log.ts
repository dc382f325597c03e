import { createMiddleware } from 'hono/factory';
import type { Environment } from './environment.ts';

/** A request as it came, and how it was answered. */
export type LoggedRequest = {
  id: string;
  method: string;
  path: string;
  /** The connected account in whose name it acted, '' for the platform itself. */
  account: string;
  idempotencyKey: string | null;
  /** Null as long as there is no answer, and where a fault cut the connection. */
  status: number | null;
  /** Whether the answer was that of an earlier request with the same key. */
  replayed: boolean;
  fault: string | null;
};

const kept = 10_000;

/** Keeps the newest requests to the API in `log`, the oldest first. */
export function logRequests(log: LoggedRequest[]) {
  return createMiddleware<Environment>(async (c, next) => {
    const entry: LoggedRequest = {
      id: c.get('requestId'),
      method: c.req.method,
      path: c.req.path,
      account: c.req.header('stripe-account') ?? '',
      idempotencyKey: c.req.header('idempotency-key') ?? null,
      status: null,
      replayed: false,
      fault: null,
    };
    log.push(entry);
    if (log.length > kept) log.shift();
    await next();
    const fault = c.get('fault');
    const isCut = fault?.kind === 'reset' || fault?.kind === 'timeout';
    entry.fault = fault ? `${fault.kind} ${fault.when}` : null;
    entry.status = isCut ? null : c.res.status;
    entry.replayed = c.res.headers.get('idempotent-replayed') === 'true';
  });
}
