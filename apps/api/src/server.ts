import type { Platform } from '@flattr/domain/platform';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { type AuthOptions, createAuth } from './auth.ts';
import { authForms } from './http/auth-forms.ts';
import { button } from './http/button.ts';
import { graphql, internalAnswer, internalStatus } from './http/graphql.ts';
import { health } from './http/health.ts';
import { stripeWebhook } from './http/stripe-webhook.ts';

export type ApiOptions = AuthOptions & {
  /** The button's script, served as `/button.js` where it is given. */
  readonly buttonScript?: () => Promise<string>;
};

const bodyBytesMax = 1024 * 1024;

/**
 * The API over HTTP: `/graphql`, `/auth/*`, `/webhooks/stripe`, `/button.js`, `/healthz`, `/readyz`. Every answer has an
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
  app.use(bodyLimit({ maxSize: bodyBytesMax, onError: (c) => c.json(tooLarge(c.get('requestId')), 413) }));
  app.route('/', health(platform));
  app.route('/', stripeWebhook(platform));
  app.route('/', graphql(platform, auth, options));
  app.route('/', authForms(auth, options));
  if (options.buttonScript) app.route('/', button(options.buttonScript));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    platform.log.error({ err: error, requestId: c.get('requestId') }, 'a request failed by our fault');
    return c.json(internalAnswer(c.get('requestId')), internalStatus);
  });
  return app;
};

const tooLarge = (requestId: string) => ({
  errors: [{ message: 'A request has at most 1 MB.', extensions: { code: 'BAD_USER_INPUT', requestId } }],
});
