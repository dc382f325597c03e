import { html, raw } from 'hono/html';
import { stylesheet } from './stylesheet.ts';

export type Html = ReturnType<typeof html>;

/** A whole page around its content; everything put into `html` elsewhere is escaped. */
export function layout(title: string, content: Html, width: 'narrow' | 'wide' = 'narrow'): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Stripe emulator</title>
<link rel="icon" href="data:,">
<style>${raw(stylesheet)}</style>
</head>
<body>
<p class="notice">Stripe emulator: no real money</p>
<main class="${width}">${content}</main>
</body>
</html>`;
}

/** A page that says one thing, with at most one way on. */
export function messagePage(title: string, message: string, link?: { href: string; text: string }): Html {
  const way = link ? html`<a class="button" href="${link.href}">${link.text}</a>` : '';
  return layout(title, html`<div class="card"><h1>${title}</h1><p class="soft">${message}</p>${way}</div>`);
}
