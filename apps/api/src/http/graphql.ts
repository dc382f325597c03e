import type { Platform } from '@flattr/domain/platform';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { Hono } from 'hono';
import { type Idempotency, startAsking } from '../asking.ts';
import type { Auth, AuthOptions } from '../auth.ts';
import { type ErrorCode, maskError, presentErrors } from '../graphql-errors.ts';
import { type Charged, chargeHeaders, limitHeaders } from '../limits/charge.ts';
import { type Limited, limitCost } from '../limits/limit-cost.ts';
import { limitDocuments } from '../limits/limit-documents.ts';
import { type Limits, limits as usualLimits } from '../limits/numbers.ts';
import { createWatching } from '../live/watching.ts';
import { answerRequest } from '../oauth/answer-request.ts';
import { isKey } from '../schema/idempotency.ts';
import { schema } from '../schema/index.ts';
import type { Speech } from '../speech.ts';
import { findViewer } from '../viewer.ts';
import { askYoga } from './ask-yoga.ts';
import { askerAddress } from './asker-address.ts';
import { errorAnswer } from './error-answer.ts';
import { examples } from './examples.ts';
import { asksForStream, forCaches, persistedQueries, type Queries } from './persisted-queries.ts';
import { revalidated } from './revalidated.ts';
import { isSameOrigin } from './same-origin.ts';

/** What goes with a request, beside what it says itself. */
type Served = Limited & {
  readonly requestId: string;
  readonly idempotency: Idempotency;
  readonly speech: Speech;
};

export type GraphqlOptions = AuthOptions & {
  /** What a document, a request and an hour may cost. */
  readonly limits?: Limits;
  /** The documents that may be asked for by GET; none where they are not given. */
  readonly queries?: Queries;
};

/** Says in the answer that it is one that was given before. */
const tellReplays: Plugin<object, Served> = {
  onResultProcess({ result, setResult, serverContext: { idempotency } }) {
    if (!idempotency.replayed || Array.isArray(result) || Symbol.asyncIterator in result) return;
    setResult({ ...result, extensions: { ...result.extensions, idempotency: { replayed: true } } });
  },
};

/**
 * `/graphql`: queries and mutations as `application/json`, subscriptions as `text/event-stream`, and GraphiQL for a browser that
 * comes by itself.
 */
export const graphql = (
  platform: Platform,
  auth: Auth,
  { origin, trustedProxies = 0, limits = usualLimits, queries = new Map() }: GraphqlOptions,
) => {
  const watching = createWatching(platform);
  const yoga = createYoga<Served>({
    schema,
    context: async ({ request, idempotency, speech, charged }) =>
      startAsking(platform, await findViewer(platform, auth, request.headers), {
        idempotency,
        speech,
        watching,
        charged,
        signingIn: { auth, from: { headers: request.headers } },
        answerOAuthRequest: (given) => answerRequest(auth, origin, request.headers, given),
      }),
    graphiql: { title: 'Flattr: the API', defaultQuery: examples },
    renderGraphiQL,
    landingPage: false,
    logging: false,
    multipart: false,
    // The whole API's limit holds before; Yoga's would stream each body once more.
    maxRequestBodySize: false,
    maskedErrors: { maskError },
    plugins: [
      presentErrors(platform.log),
      tellReplays,
      persistedQueries(queries),
      ...limitDocuments(limits.document),
      limitCost(limits.cost),
    ],
    // Anybody's page may ask with a token or as nobody; the session's cookie is for our own pages alone.
    cors: {
      origin: '*',
      credentials: false,
      exposedHeaders: ['x-request-id', 'idempotency-replayed', ...limitHeaders],
    },
  });
  const app = new Hono();
  app.use('/graphql', async (c, next) => {
    const refuse = (code: ErrorCode, sentence: string, status: 403 | 415) =>
      c.json(errorAnswer(c, code, sentence), status);
    if (c.req.method !== 'POST') return next();
    if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
      return refuse('BAD_USER_INPUT', 'Send the request as application/json.', 415);
    }
    if (c.req.header('cookie')?.includes(`${auth.cookieName}=`) && !isSameOrigin(c.req.raw.headers, origin)) {
      return refuse(
        'FORBIDDEN',
        'A session is for the pages of this instance. Send a token from elsewhere.',
        403,
      );
    }
    return next();
  });
  const notAgain = revalidated();
  // A stream has no end to be compared by.
  app.get('/graphql', (c, next) => (asksForStream(c.req.raw.headers) ? next() : notAgain(c, next)));
  app.on(['GET', 'POST', 'OPTIONS'], '/graphql', async (c) => {
    const key = c.req.header('idempotency-key');
    if (key !== undefined && !isKey(key)) {
      const sentence = 'An Idempotency-Key is 1 to 255 visible ASCII characters.';
      return c.json(errorAnswer(c, 'BAD_USER_INPUT', sentence), 400);
    }
    const idempotency = { key, replayed: false };
    const charged: Charged = {};
    const { requestId, speech } = c.var;
    const address = askerAddress(c.req.raw.headers, c.env ?? {}, trustedProxies);
    const told = await askYoga(yoga, c.req.raw, { requestId, idempotency, speech, charged, address });
    const { charge } = charged;
    for (const [name, value] of Object.entries(charge ? chargeHeaders(charge) : {}))
      told.headers.set(name, value);
    if (idempotency.replayed) told.headers.set('idempotency-replayed', 'true');
    const isRead = c.req.method === 'GET' && !isPage(told) && !isStream(told);
    return guarded(isRead ? await forCaches(c.req.raw, told) : told);
  });
  return app;
};

const isPage = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/html') ?? false;

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false;

/** What keeps GraphiQL from being framed, and from reaching anything but this instance. */
const guarded = (answer: Response): Response => {
  answer.headers.set('x-content-type-options', 'nosniff');
  if (!isPage(answer)) return answer;
  answer.headers.set('referrer-policy', 'same-origin');
  answer.headers.set(
    'content-security-policy',
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; " +
      "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'",
  );
  return answer;
};
