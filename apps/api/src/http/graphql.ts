import type { Platform } from '@flattr/domain/platform';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { Hono } from 'hono';
import { type Idempotency, startAsking } from '../asking.ts';
import type { Auth, AuthOptions } from '../auth.ts';
import { type ErrorCode, maskError, presentErrors, statusOf } from '../graphql-errors.ts';
import { schema } from '../schema/index.ts';
import { findViewer } from '../viewer.ts';
import { examples } from './examples.ts';
import { isSameOrigin } from './same-origin.ts';

/** What goes with a request, beside what it says itself. */
type Served = { readonly requestId: string; readonly idempotency: Idempotency };

/** Says in the answer that it is one that was given before. */
const tellReplays: Plugin<object, Served> = {
  onResultProcess({ result, setResult, serverContext: { idempotency } }) {
    if (!idempotency.replayed || Array.isArray(result) || Symbol.asyncIterator in result) return;
    setResult({ ...result, extensions: { ...result.extensions, idempotency: { replayed: true } } });
  },
};

/** `/graphql`: queries and mutations as `application/json`, and GraphiQL for a browser that comes by itself. */
export const graphql = (platform: Platform, auth: Auth, { origin }: AuthOptions) => {
  const yoga = createYoga<Served>({
    schema,
    context: async ({ request, idempotency }) =>
      startAsking(platform, await findViewer(platform, auth, request.headers), idempotency),
    graphiql: { title: 'Flattr: the API', defaultQuery: examples },
    renderGraphiQL,
    landingPage: false,
    logging: false,
    multipart: false,
    maskedErrors: { maskError },
    plugins: [presentErrors(platform.log), tellReplays],
    // Anybody's page may ask with a token or as nobody; the session's cookie is for our own pages alone.
    cors: { origin: '*', credentials: false, exposedHeaders: ['x-request-id', 'idempotency-replayed'] },
  });
  const app = new Hono();
  app.use('/graphql', async (c, next) => {
    const refuse = (code: ErrorCode, message: string, status: 403 | 415) =>
      c.json({ errors: [{ message, extensions: { code, requestId: c.get('requestId') } }] }, status);
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
  app.on(['GET', 'POST', 'OPTIONS'], '/graphql', async (c) => {
    const key = c.req.header('idempotency-key');
    if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) {
      const message = 'An Idempotency-Key is 1 to 255 visible ASCII characters.';
      const extensions = { code: 'BAD_USER_INPUT' satisfies ErrorCode, requestId: c.get('requestId') };
      return c.json({ errors: [{ message, extensions }] }, 400);
    }
    const idempotency = { key, replayed: false };
    const answer = await yoga.fetch(c.req.raw, { requestId: c.get('requestId'), idempotency });
    const told = new Response(answer.body, answer);
    if (idempotency.replayed) told.headers.set('idempotency-replayed', 'true');
    return guarded(told);
  });
  return app;
};

/** What keeps GraphiQL from being framed, and from reaching anything but this instance. */
const guarded = (answer: Response): Response => {
  answer.headers.set('x-content-type-options', 'nosniff');
  if (!answer.headers.get('content-type')?.startsWith('text/html')) return answer;
  answer.headers.set('referrer-policy', 'same-origin');
  answer.headers.set(
    'content-security-policy',
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; " +
      "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'",
  );
  return answer;
};

export const internalAnswer = (requestId: string) => ({
  errors: [
    {
      message: 'Something went wrong here. Quote the request id when you tell us.',
      extensions: { code: 'INTERNAL' satisfies ErrorCode, requestId },
    },
  ],
});

export const internalStatus = statusOf('INTERNAL');
