import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Fault } from '../faults/faults.ts';

/** What every request carries: its id, and the Node response that tells when the answer has left. */
export type Environment = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The connected account in whose name the request acts, '' for the platform itself. */
    account: string;
    /** What is to go wrong with the request. */
    fault: Fault | undefined;
  };
};
export type Request = Context<Environment>;

/** Resolves when the answer to this request has been handed over, or its caller has gone. */
export function responseSent(c: Request): Promise<void> {
  const { outgoing } = c.env;
  return new Promise((resolve) => {
    outgoing.once('finish', resolve);
    outgoing.once('close', resolve);
  });
}
