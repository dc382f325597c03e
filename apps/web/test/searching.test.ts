import { expect, it } from 'vitest';
import { thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

const { title, kind } = thingAt(0);
const search = (fields: Record<string, string>) => `/search?${new URLSearchParams(fields)}`;

it('asks what to look for, on a page of its own and on the front page', async () => {
  const { visit, asked } = openWeb();
  for (const path of ['/search', '/search?q=', '/search?q=+', '/']) {
    const answer = await visit(path);
    expect(answer.status, path).toBe(200);
    expect(await answer.text()).toMatch(/<form class="search" role="search" method="get" action="\/search">/);
  }
  expect(asked.some(({ query }) => query.includes('searchThings'))).toBe(false);
});

it('shows what has the words, with its count and creator, and tells search engines to stay away', async () => {
  const { visit, asked } = openWeb();
  const text = await (await visit(search({ q: ` ${title.toUpperCase()} ` }))).text();
  expect(text).toContain('<h2 class="search-count">1 thing</h2>');
  expect(text).toContain(title);
  expect(text).toContain('<meta name="robots" content="noindex">');
  expect(text).toContain(`value="${title.toUpperCase()}"`);
  expect(asked.at(-1)?.variables).toEqual({ query: title.toUpperCase(), after: null });
});

it('narrows what it finds to a kind, and goes on where there is more', async () => {
  const { visit, asked } = openWeb();
  const text = await (await visit(search({ q: 'a', kind: 'articles', after: 'x' }))).text();
  expect(asked.at(-1)?.variables).toEqual({ query: 'a', kind: 'ARTICLE', after: 'x' });
  expect(text).toMatch(/<a href="\/search\?q=a&amp;kind=articles" +aria-current="page">Articles<\/a>/);
  const all = await (await visit(search({ q: 'a', kind: 'nonsense' }))).text();
  expect(asked.at(-1)?.variables).toEqual({ query: 'a', after: null });
  expect(all).toContain(`href="/search?q=a&amp;after=z%26%22"`);
  expect(kind).toBe('ARTICLE');
});

it('says what to do where nothing has the words, and what an address is for', async () => {
  const { visit } = openWeb();
  const none = await (await visit(search({ q: '<script>x', kind: 'videos' }))).text();
  expect(none).toContain('Nothing here has the words “<bdi>&lt;script&gt;x</bdi>” among videos.');
  expect(none).not.toContain('<script');
  const pasted = await (await visit(search({ q: 'https://new.example/a?b=1' }))).text();
  expect(pasted).toContain('<a href="/flattr?url=https%3A%2F%2Fnew.example%2Fa%3Fb%3D1">Look it up');
  const hostile = await visit(search({ q: 'javascript:alert(1)' }));
  expect(await hostile.text()).not.toContain('This is an address.');
});
