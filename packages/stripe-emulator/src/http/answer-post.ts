import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Effect, Emulator } from '../emulator.ts';
import { holdFor, serverError } from '../faults/play-fault.ts';
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

function replay(saved: SavedAnswer, request: string, key: string | null): Answer {
  if (saved.request === request) return { status: saved.status, body: saved.body, replayed: true };
  const message =
    'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
    `Try using a key other than '${key}' if you meant to execute a different request.`;
  throw new StripeFault(400, { type: 'idempotency_error', message }, false);
}

function send({ status, body, replayed }: Answer, key: string | null): Response {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (key) headers.set('idempotency-key', key);
  if (replayed) headers.set('idempotent-replayed', 'true');
  // Asking again only brings the saved answer again.
  if (status === 500) headers.set('stripe-should-retry', 'false');
  return new Response(body, { status, headers });
}

/** Stripe forgets a key after a day; then it begins anew. */
const keySeconds = 86_400;

function savedAnswer({ store, at }: Effect, id: string): SavedAnswer | undefined {
  const saved = store.get('saved_answer', id);
  return saved && (saved.at ?? at) + keySeconds > at ? saved : undefined;
}

/** Runs `work` while its key is marked as in use, and refuses who comes with the same key meanwhile. */
async function whileInUse<T>(
  { keysInUse }: Emulator,
  key: string | null,
  work: () => Promise<T>,
): Promise<T> {
  if (key === null) return work();
  if (keysInUse.has(key)) {
    const message =
      'There is currently another in-progress request using this idempotency key (that probably means you ' +
      'submitted twice, and the other request is still going through). Please try again later.';
    const code = 'idempotency_key_in_use';
    throw new StripeFault(409, { type: 'idempotency_error', code, message }, false);
  }
  keysInUse.add(key);
  try {
    return await work();
  } finally {
    keysInUse.delete(key);
  }
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
  const account = c.get('account');
  const keyId = key === null ? null : account + key;
  const fault = c.get('fault');
  const fails = fault?.kind === 'error' ? fault.when : undefined;
  const request = createHash('sha256').update(`${c.req.path}\n${text}`).digest('hex');
  const { store } = emulator;
  const cause = { id: c.get('requestId'), idempotency_key: key };
  const keep = (at: number, { status, body }: Outcome): Answer => {
    if (keyId) store.put('saved_answer', { id: keyId, request, status, body, at });
    return { status, body, replayed: false };
  };

  const perform = (effect: Effect): Answer => {
    const saved = keyId === null ? undefined : savedAnswer(effect, keyId);
    if (saved) return replay(saved, request, key);
    const { expand: paths = {}, ...form } = parseForm(text);
    const wanted = readParameters(z.object({ expand }), { expand: paths }).expand;
    const result = verb(effect, readParameters(z.strictObject(shape), form));
    if (fails === 'during') throw serverError(true);
    if (fails === 'after') return keep(effect.at, faultOutcome(serverError(true)));
    if (result instanceof StripeFault) return keep(effect.at, faultOutcome(result));
    return keep(effect.at, { status: 200, body: JSON.stringify(expandPaths(store, result, wanted)) });
  };

  return whileInUse(emulator, keyId, async () => {
    const isHeld = fault?.kind === 'hold';
    if (isHeld && fault.when !== 'after') await holdFor(c, emulator.faults, fault);
    // Where the answer is late or lost after the effect, its webhooks come first.
    const isLate = fault?.when === 'after' && fault.kind !== 'error';
    const leave = isLate ? Promise.resolve() : responseSent(c);
    try {
      const answer = await runEffect(emulator, cause, leave, perform, account);
      if (isHeld && isLate) await holdFor(c, emulator.faults, fault);
      return send(answer, key);
    } catch (error) {
      if (!(error instanceof StripeFault)) throw error;
      const at = await emulator.now();
      if (error.began) store.transaction(() => keep(at, faultOutcome(error)));
      throw error;
    }
  });
}
