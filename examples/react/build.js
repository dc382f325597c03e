import { mkdir, writeFile } from 'node:fs/promises';
import { feedPaymentLink } from '@flattr/sdk/page-parts';
import { registerPages } from '@flattr/sdk/register';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Page } from './page.js';
import { posts, site } from './posts.js';

const instance = process.env.FLATTR_INSTANCE ?? 'https://flattr.example';

const things = posts.map(({ path, title, topics }) => ({
  url: `${site}${path}`,
  title,
  kind: 'ARTICLE',
  language: 'en',
  tags: topics,
}));

for (const [index, { path, text }] of posts.entries()) {
  const page = createElement(Page, { thing: { instance, ...things[index] }, text });
  await mkdir(`dist/${path}`, { recursive: true });
  await writeFile(`dist/${path}index.html`, `<!doctype html>${renderToStaticMarkup(page)}`);
}

const items = things.map(
  ({ url, title }) =>
    `<item><title>${title}</title><link>${url}</link>${feedPaymentLink({ instance, url })}</item>`,
);
await writeFile(
  'dist/feed.xml',
  `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel><title>A blog</title><link>${site}</link><description>Bread and trains</description>
${items.join('\n')}
  </channel>
</rss>
`,
);

await registerPages({ instance, token: process.env.FLATTR_TOKEN, pages: things });
