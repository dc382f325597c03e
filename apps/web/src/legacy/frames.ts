import { confirmationPath, type LegacyThing, readAutoSubmitQuery } from '@flattr/sdk/legacy';
import type { Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html } from 'hono/html';
import type { Html } from '../parts/html.ts';
import { mark } from '../parts/wordmark.ts';
import { frameSheet, frameSheetHref, frameSheetVersion } from '../style/frame-sheet.ts';
import { numberText } from '../text/money-text.ts';
import type { WebEnv } from '../web-env.ts';
import { rawQuery } from './raw-query.ts';

export type FrameOptions = {
  /** Where the page that asks stands: a frame may be of an old host's name. */
  readonly origin: string;
  /** Asks the API for the public count at an address, as nobody. */
  readonly ask: (c: Context<WebEnv>, query: URLSearchParams) => Response | Promise<Response>;
};

// The only pages of ours that stand in frames of others, files and feed readers among them: so no word on ancestors, where even `*`
// means web pages alone. They hold no form, run no script, and know no cookie.
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

const withFrameHeaders = createMiddleware<WebEnv>(async (c, next) => {
  await next();
  c.header('content-security-policy', policy);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('cache-control', 'public, max-age=60, stale-while-revalidate=300');
});

/**
 * The first Flattr's frames: `/button/view/` (55 by 62, compact 110 by 20), from 2016 `/view/`, and `/button/popout/` (401 by 230).
 * They show this month's count, the same to everybody. A click opens the page that asks, in a window of its own: no click within a
 * foreign page flattrs.
 */
export const addFrames = (app: Hono<WebEnv>, { origin, ask }: FrameOptions): void => {
  app.get('/frame.css', (c) =>
    c.body(frameSheet, 200, {
      'content-type': 'text/css; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control':
        c.req.query('v') === frameSheetVersion
          ? 'public, max-age=31536000, immutable'
          : 'public, max-age=3600',
    }),
  );
  for (const path of ['/button/view', '/button/view/', '/view', '/view/'])
    app.get(path, withFrameHeaders, (c) => showFrame(c, { origin, ask }, buttonFrame));
  for (const path of ['/button/popout', '/button/popout/'])
    app.get(path, withFrameHeaders, (c) => showFrame(c, { origin, ask }, popoutFrame));
};

type Framed = {
  readonly thing: LegacyThing | undefined;
  readonly count: number | undefined;
  /** The page that asks. */
  readonly to: string;
};

const showFrame = async (
  c: Context<WebEnv>,
  { origin, ask }: FrameOptions,
  content: (framed: Framed) => Html,
): Promise<Response> => {
  const thing = readAutoSubmitQuery(rawQuery(c.req.url));
  const count = thing && (await countOf(c, ask, thing.url));
  const to = `${origin}${thing ? confirmationPath(thing) : '/flattr'}`;
  return c.html(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Flattr this</title>
<link rel="stylesheet" href="${frameSheetHref}">
</head>
<body>${content({ thing, count, to })}</body>
</html>`);
};

/** A frame without its count is still a button. */
const countOf = async (
  c: Context<WebEnv>,
  ask: FrameOptions['ask'],
  url: string,
): Promise<number | undefined> => {
  const answer = await ask(c, new URLSearchParams({ url }));
  if (!answer.ok) return undefined;
  const { counts }: { counts: readonly { readonly count: number }[] } = await answer.json();
  return counts[0]?.count;
};

const shown = (count: number | undefined): Html =>
  count === undefined ? html`` : html`<b>${numberText(count)}<span class="sr"> this month</span></b>`;

const link = (to: string, className: string, content: Html): Html =>
  html`<a class="${className}" href="${to}" target="_blank" rel="noopener">${content}</a>`;

const buttonFrame = ({ thing, count, to }: Framed): Html =>
  link(
    to,
    thing?.button === 'compact' ? 'button compact' : 'button',
    html`${mark()}<span>Flattr</span>${shown(count)}`,
  );

const popoutFrame = ({ thing, count, to }: Framed): Html =>
  html`<main class="popout"><p><bdi>${thing?.title ?? thing?.url ?? 'What would you flattr?'}</bdi></p>
${link(to, 'button wide', html`${mark()}<span>Flattr this</span>${shown(count)}`)}</main>`;
