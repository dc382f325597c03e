import { createFlattr, type Fetch } from '@flattr/sdk';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { answerTrouble } from './answer-trouble.ts';
import { addAssets } from './assets.ts';
import { addForms } from './forms/add-forms.ts';
import { addBadges } from './legacy/add-badges.ts';
import { addLegacy } from './legacy/add-legacy.ts';
import { addFrames } from './legacy/frames.ts';
import { addPages } from './pages/add-pages.ts';
import { showNotFound } from './pages/not-found.ts';
import { takeFormsAlone, withHeaders } from './safety.ts';
import type { Mailbox, WebEnv } from './web-env.ts';

/** More than the longest form of ours. */
const formBytesMax = 64 * 1024;

type VisitorsFetch = (...args: [...Parameters<Fetch>, connection: object]) => ReturnType<Fetch>;

export type WebOptions = {
  /** The one public origin, such as `https://flattr.example`. */
  readonly origin: string;
  /**
   * What reaches the API: in one process the API app's own, with the connection that the visitor came by, whose address the
   * API counts an hour's points by; otherwise the runtime's.
   */
  readonly fetch: VisitorsFetch;
  /** The mails that the embedded default keeps; with them there is `/dev/mail`. */
  readonly mailbox?: Mailbox | undefined;
};

/**
 * Our own pages. They hold nothing: each asks the API through the SDK with the visitor's own cookie and request id, and in
 * English, as the pages are: a page never mixes languages.
 *
 * @example
 * ```ts
 * const web = createWeb({ origin: 'http://localhost:4000', fetch: (url, init) => api.fetch(new Request(url, init)) });
 * ```
 */
export const createWeb = ({ origin, fetch, mailbox }: WebOptions): Hono<WebEnv> => {
  const url = URL.parse(origin);
  if (url?.origin !== origin || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`origin is not an origin such as https://flattr.example: ${origin}`);
  }
  const app = new Hono<WebEnv>();
  app.onError(answerTrouble);
  addAssets(app);
  addBadges(app);
  addFrames(app, { origin, ask: (c, query) => fetch(`${origin}/counts?${query}`, {}, c.env ?? {}) });
  app.use(async (c, next) => {
    c.set('origin', origin);
    c.set('mailbox', mailbox);
    const asked: Fetch = (input, init) => fetch(input, init, c.env ?? {});
    // Nobody waits for a page that is asked for again behind it.
    const options = { endpoint: `${origin}/graphql`, fetch: asked, headers: forwarded(c), retries: 0 };
    c.set('flattr', createFlattr(options));
    await next();
  });
  app.use(withHeaders, csrf({ origin }), takeFormsAlone, bodyLimit({ maxSize: formBytesMax }));
  addPages(app);
  addForms(app);
  addLegacy(app);
  app.all('*', showNotFound);
  return app;
};

/** All that the API learns of the visitor's request, and the language of our pages. */
const forwarded = (c: Context): Record<string, string> => ({
  'accept-language': 'en',
  ...Object.fromEntries(
    ['cookie', 'x-request-id', 'x-forwarded-for'].flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  ),
});
