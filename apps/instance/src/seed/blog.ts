import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { creators } from './cast.ts';

const style = `
  :root { color-scheme: light dark; font: 18px/1.6 Georgia, 'Times New Roman', serif }
  body { max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem 5rem }
  header p { color: color-mix(in srgb, currentColor 65%, transparent) }
  article { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 1.5rem 0 }
  h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 } h2 { font-size: 1.3rem; margin: 0 0 .5rem }
`;

/** Somebody else's page: a blog on another origin, with our button below each post, and nothing else of ours. */
export const createBlog = (instance: string): Hono => {
  const posts = creators.noor?.things ?? [];
  const button = (url: string) => html`
    <flattr-button url="${url}"><a href="${instance}/flattr?url=${encodeURIComponent(url)}">Flattr this</a></flattr-button>`;
  return new Hono().get('/', (c) =>
    c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Noor's notebook</title>
    <link rel="icon" href="data:,">
    <style>${raw(style)}</style>
    <script type="module" src="${instance}/button.js"></script>
  </head>
  <body>
    <header><h1>Noor's notebook</h1><p>Bread, trains and old cities. No advertising.</p></header>
    ${posts.map(
      ({ title, url, language }) => html`
    <article lang="${language ?? 'en'}" dir="auto"><h2>${title}</h2>
      ${button(url)}
    </article>`,
    )}
  </body>
</html>`),
  );
};
