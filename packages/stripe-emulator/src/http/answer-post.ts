import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Effect, Emulator } from '../emulator.ts';
import { runEffect } from '../run-effect.ts';
import type { SavedAnswer } from '../store/documents.ts';
import { type Request, responseSent } from './environment.ts';
import { expandPaths } from './expand.ts';
import { parseForm } from './form.ts';
import { expand, readParameters } from './parameters.ts';
import { StripeFault } from './stripe-fault.ts';

type Answer = { status: number; body: string; replayed: boolean };
type Outcome = Pick<Answer, 'status' | 'body'>;

const faultOutcome = ({ status, body }: StripeFault): Outcome => ({
  status,
  body: JSON.stringify({ error: body }),
});

function replay(saved: SavedAnswer, request: string): Answer {
  if (saved.request === request) return { status: saved.status, body: saved.body, replayed: true };
  const message =
    'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
    `Try using a key other than '${saved.id}' if you meant to execute a different request.`;
  throw new StripeFault(400, { type: 'idempotency_error', message }, false);
}

function send({ status, body, replayed }: Answer, key: string | null): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (key) headers.set('idempotency-key', key);
  if (replayed) headers.set('idempotent-replayed', 'true');
  return new Response(body, { status, headers });
}

/**
 * Answers a POST by a verb: its effects, its events and the answer kept for the idempotency key are one
 * transaction. As Stripe does, it keeps a refusal too, unless the request is wrong in itself.
 */
export async function answerPost<S extends z.ZodRawShape>(
  emulator: Emulator,
  c: Request,
  shape: S,
  verb: (effect: Effect, parameters: z.output<z.ZodObject<S>>) => object,
): Promise<Response> {
  const text = await c.req.text();
  const key = c.req.header('idempotency-key') ?? null;
  const request = createHash('sha256').update(`${c.req.path}\n${text}`).digest('hex');
  const { store } = emulator;
  const cause = { id: c.get('requestId'), idempotency_key: key };
  const keep = ({ status, body }: Outcome): Answer => {
    if (key) store.put('saved_answer', { id: key, request, status, body });
    return { status, body, replayed: false };
  };

  const perform = (effect: Effect): Answer => {
    const saved = key === null ? undefined : store.get('saved_answer', key);
    if (saved) return replay(saved, request);
    const { expand: paths = {}, ...form } = parseForm(text);
    const wanted = readParameters(z.object({ expand }), { expand: paths }).expand;
    const result = verb(effect, readParameters(z.strictObject(shape), form));
    if (result instanceof StripeFault) return keep(faultOutcome(result));
    return keep({ status: 200, body: JSON.stringify(expandPaths(store, result, wanted)) });
  };

  try {
    return send(await runEffect(emulator, cause, responseSent(c), perform), key);
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    if (error.began) store.transaction(() => keep(faultOutcome(error)));
    throw error;
  }
}
