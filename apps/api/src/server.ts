import type { Platform } from '@flattr/domain/platform';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { createAuth } from './auth.ts';
import { ourFault, statusOf } from './graphql-errors.ts';
import { authForms } from './http/auth-forms.ts';
import { type ButtonScripts, button } from './http/button.ts';
import { counts } from './http/counts.ts';
import { errorAnswer } from './http/error-answer.ts';
import { type GraphqlOptions, graphql } from './http/graphql.ts';
import { health } from './http/health.ts';
import { listens } from './http/listens.ts';
import { oauth } from './http/oauth.ts';
import { stripeWebhook } from './http/stripe-webhook.ts';
import { speak } from './speech.ts';

export type ApiOptions = GraphqlOptions & {
  /** The button's scripts, served as `/button.js` and by language, and the first Flattr's loader, where they are given. */
  readonly buttonScripts?: ButtonScripts;
};

const bodyBytesMax = 1024 * 1024;

/**
 * The API over HTTP: `/graphql`, `/counts`, `/1/submit-listens`, `/auth/*`, `/webhooks/stripe`, `/button.js`, `/healthz`, `/readyz`. Every answer has an
 * `x-request-id`, the caller's own where it is well-formed.
 *
 * @example serve({ fetch: createApi(platform, { authSecret, origin }).fetch, port })
 */
export const createApi = (platform: Platform, options: ApiOptions): Hono => {
  if (options.authSecret.length < 32) throw new Error('authSecret needs at least 32 characters');
  const auth = createAuth(platform, options);
  const app = new Hono();
  app.use(requestId());
  app.use(async (c, next) => {
    await next();
    // An answer that is made elsewhere, such as Yoga's, does not carry it yet.
    c.res.headers.set('x-request-id', c.get('requestId'));
  });
  app.use(speak);
  const limited = bodyLimit({
    maxSize: bodyBytesMax,
    onError: (c) => c.json(errorAnswer(c, 'BAD_USER_INPUT', tooLarge), 413),
  });
  app.use((c, next) => (fitsByItsHead(c.req.raw.headers) ? next() : limited(c, next)));
  app.route('/', health(platform));
  app.route('/', stripeWebhook(platform));
  app.route('/', counts(platform));
  app.route('/', listens(platform, auth, options.limits?.cost));
  app.route('/', graphql(platform, auth, options));
  // Before the forms, which only our own pages may send.
  app.route('/', oauth(platform, auth, options));
  app.route('/', authForms(auth, options));
  if (options.buttonScripts) app.route('/', button(options.buttonScripts));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    platform.log.error({ err: error, requestId: c.get('requestId') }, 'a request failed by our fault');
    return c.json(errorAnswer(c, 'INTERNAL', ourFault), statusOf('INTERNAL'));
  });
  return app;
};

const tooLarge = 'A request has at most 1 MB.';

/** A body that says its length is no longer than that, and need not be read to be measured. */
const fitsByItsHead = (headers: Headers): boolean => {
  const length = headers.get('content-length');
  return (
    length !== null &&
    !headers.has('transfer-encoding') &&
    /^\d{1,7}$/.test(length) &&
    +length <= bodyBytesMax
  );
};
