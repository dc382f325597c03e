import type { ShellFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Html } from './parts/html.ts';
import { userPath } from './parts/thing-link.ts';
import { mark } from './parts/wordmark.ts';
import { sheetHref } from './style/sheet.ts';
import type { WebContext } from './web-env.ts';

export type PageHead = {
  readonly title: string;
  /** Who is signed in; absent where the API could not be asked. */
  readonly shell?: ShellFragment | undefined;
  readonly status?: ContentfulStatusCode;
  /** `window` is the popup: the mark and one thing to do. */
  readonly frame?: 'page' | 'window';
  readonly description?: string;
  /** Kept out of search engines: what names somebody who has not come. */
  readonly unlisted?: boolean;
  /** Goes on by itself; browsers hold a form's redirect against `form-action`, and this is none. */
  readonly goTo?: string | undefined;
  /** After how many seconds; at once if it is not said. */
  readonly goAfterSeconds?: number;
};

/** Answers with a whole page around its content. */
export const page = (c: WebContext, head: PageHead, content: Html): Response | Promise<Response> => {
  const { title, shell, status = 200, frame = 'page' } = head;
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head.goTo ? html`<meta http-equiv="refresh" content="${head.goAfterSeconds ?? 0}; url=${head.goTo}">` : ''}
${head.unlisted ? html`<meta name="robots" content="noindex">` : ''}
<title>${title}</title>
${head.description ? html`<meta name="description" content="${head.description}">` : ''}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${sheetHref}">
</head>
<body class="in-${frame}">
<a class="skip" href="#content">Skip to the content</a>
<header class="head">
<a class="wordmark" href="/">${mark()}<span>flattr</span></a>
${frame === 'page' ? navigation(c, shell) : ''}
</header>
<main id="content">${content}</main>
${frame === 'page' ? foot(c) : ''}
</body>
</html>`,
    status,
  );
};

const navigation = (c: WebContext, shell: ShellFragment | undefined): Html => {
  if (!shell?.viewer) {
    return html`<nav class="nav" aria-label="Main"><a href="/sign-in">Sign in</a><a class="nav-join" href="/join">Join</a></nav>`;
  }
  const { handle } = shell.viewer.user;
  const waiting = shell.viewer.splitInvitations.totalCount;
  const link = (path: string, text: Html | string) =>
    html`<a href="${path}" ${c.req.path === path ? html`aria-current="page"` : ''}>${text}</a>`;
  return html`<nav class="nav" aria-label="Main">
${link('/me/month', 'My month')}${link('/me/budget', 'Budget')}${link('/me/earnings', 'Earnings')}${link('/me/sites', 'Sites')}${link('/me/tokens', 'Tokens')}${
  waiting > 0
    ? link(
        '/me/splits',
        html`Splits <span class="nav-count">${waiting}<span class="sr"> waiting</span></span>`,
      )
    : ''
}
${link(userPath(handle), html`<bdi>@${handle}</bdi>`)}
<form method="post" action="/auth/sign-out"><button class="plain" type="submit">Sign out</button></form>
</nav>`;
};

const foot = (c: WebContext): Html => html`<footer class="foot">
<p class="foot-words">A flat rate for givers, and no advertising for those who publish.</p>
<p class="foot-links"><a href="/">Flattred now</a><a href="/search">Search</a><a href="/months">Settled months</a><a href="/docs/api">The API</a><a href="/graphql">GraphiQL</a>${
  c.var.mailbox ? html`<a href="/dev/mail">Mailbox</a>` : ''
}</p>
</footer>`;
