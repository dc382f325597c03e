import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import type { Documents, Kind } from '../store/documents.ts';
import type { FilterField } from '../store/store.ts';
import type { Request } from './environment.ts';
import { expandPaths } from './expand.ts';
import { parseForm } from './form.ts';
import { expand, pageSize, readParameters, seconds } from './parameters.ts';
import { badParameter, missingResource } from './stripe-fault.ts';

const oneParameters = z.strictObject({ expand });
const range = z.strictObject({
  gt: seconds.optional(),
  gte: seconds.optional(),
  lt: seconds.optional(),
  lte: seconds.optional(),
});
const listParameters = z.strictObject({
  limit: pageSize.default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z.union([range, seconds.transform((at) => ({ gte: at, lte: at }))]).optional(),
  expand,
});

/** What Stripe calls a kind in its messages, where that is not our name of it. */
const nouns: Partial<Record<Kind, string>> = {
  balance_transaction: 'balance transaction',
  checkout_session: 'checkout.session',
  payment_method: 'PaymentMethod',
};

const formOf = (c: Request) => parseForm(new URL(c.req.url).search);

/** Answers a GET with one object. */
export function answerObject(emulator: Emulator, c: Request, object: object): Response {
  const asked = readParameters(oneParameters, formOf(c));
  return c.json(expandPaths(emulator.store, object, asked.expand));
}

/** Answers a GET with the document that an id names. */
export function answerDocument(emulator: Emulator, c: Request, kind: Kind, id: string): Response {
  const document = emulator.store.get(kind, id, kind === 'event' ? undefined : c.get('account'));
  if (!document) throw missingResource(nouns[kind] ?? kind, id);
  return answerObject(emulator, c, document);
}

function splitFilters<F extends FilterField>(form: ReturnType<typeof formOf>, filters: readonly F[]) {
  const where: Partial<Record<FilterField, string>> = {};
  const rest = { ...form };
  for (const field of filters) {
    const value = rest[field];
    if (typeof value === 'string') where[field] = value;
    delete rest[field];
  }
  return { where, rest };
}

/** Answers a GET with a page of documents, newest first, as the client's auto-pagination walks them. */
export function answerList<K extends Kind>(
  emulator: Emulator,
  c: Request,
  kind: K,
  filters: readonly FilterField[],
  fixed: Partial<Record<FilterField, string>> = {},
): Response {
  const { where, rest } = splitFilters(formOf(c), filters);
  const asked = readParameters(listParameters, rest);
  const { starting_after: startingAfter, ending_before: endingBefore, created, limit } = asked;
  if (startingAfter && endingBefore) {
    throw badParameter('You may not use both starting_after and ending_before.', 'starting_after');
  }
  for (const [param, id] of Object.entries({ starting_after: startingAfter, ending_before: endingBefore })) {
    if (id && !emulator.store.get(kind, id)) throw missingResource(nouns[kind] ?? kind, id, param);
  }
  const page = {
    where: { ...where, ...fixed },
    // Events carry their account themselves, and the platform sees all of them.
    owner: kind === 'event' ? undefined : c.get('account'),
    created,
    startingAfter,
    endingBefore,
    limit: limit + 1,
  };
  const found: Documents[K][] = emulator.store.list(kind, page);
  const has_more = found.length > limit;
  const data = endingBefore ? found.slice(-limit) : found.slice(0, limit);
  const list = { object: 'list', data, has_more, url: new URL(c.req.url).pathname };
  return c.json(expandPaths(emulator.store, list, asked.expand));
}
