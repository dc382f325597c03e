import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.ts';
import { titleOfAddress } from '../src/reading/entry.ts';
import { pageFacts } from '../src/reading/page-facts.ts';
import { parseSitemap } from '../src/reading/parse-sitemap.ts';
import { openShell, type Shell } from './shell.ts';

let shell: Shell;

beforeAll(async () => {
  shell = await openShell({ instance: 'http://127.0.0.1:1' });
});
afterAll(() => shell.remove());

const put = async (name: string, text: string | Uint8Array) => {
  await mkdir(dirname(join(shell.folder, name)), { recursive: true });
  await writeFile(join(shell.folder, name), text);
};

/** What a source would register. */
const found = async (...words: readonly string[]) => {
  const { out, err } = await shell.type('register', ...words, '--dry-run', '--no-pages', '--json');
  if (!out) throw new Error(err);
  const [source] = JSON.parse(out).sources;
  return {
    urls: source.created,
    skipped: source.skipped.map(({ why }: { why: string }) => why),
    found: source.found,
  };
};

describe('a page with the first Flattr’s markup', () => {
  const markup = `<html lang="en"><head><title>Ann’s blog</title><link rel="canonical" href="https://ann.example/1">
    <link rel="payment" href="https://flattr.com/submit/auto?user_id=ann&amp;url=https%3A%2F%2Fann.example%2F1&amp;category=audio&amp;tags=jazz,live&amp;language=sv_SE"></head>
    <body><a class="FlattrButton" title="Another one" rev="flattr;uid:ann;category:text;" href="https://ann.example/2">What it is about</a>
    <a class="FlattrButton" rev="flattr;hidden:1;" href="https://ann.example/3">Hidden</a>
    <a class="FlattrButton" rev="flattr;" href="https://elsewhere.example/4">Elsewhere</a></body></html>`;

  it('says better what it is, and names what else of its site can be flattred', async () => {
    await put('old.html', markup);
    expect((await found('--html', 'old.html')).urls).toEqual([
      'https://ann.example/1',
      'https://ann.example/2',
    ]);
    expect(pageFacts(markup, undefined)).toMatchObject({
      kind: 'AUDIO',
      language: 'sv-SE',
      tags: ['jazz', 'live'],
      others: [{ url: 'https://ann.example/2', title: 'Another one', kind: 'ARTICLE' }],
    });
  });
});

describe('a feed', () => {
  it.each([
    [
      'RSS, with a guid for a link and a relative one',
      '<rss version="2.0"><channel><link>https://a.example/blog/</link><item><title>A</title><guid>https://a.example/1</guid></item><item><title>B</title><link>two</link></item><item><title>C</title></item></channel></rss>',
      ['https://a.example/1', 'https://a.example/blog/two'],
      ['it has no address'],
    ],
    [
      'RSS behind a redirector, whose payment link names the entry’s own address',
      '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><item><title>A</title><link>https://proxy.example/~r/1</link><atom:link rel="payment" title="Flattr this!" href="https://flattr.com/submit/auto?user_id=ann&amp;popout=1&amp;url=https%3A%2F%2Fa.example%2F1&amp;category=audio"/></item></channel></rss>',
      ['https://a.example/1'],
      [],
    ],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>tag:1</id><title type="html">&lt;b&gt;A&lt;/b&gt;</title><link rel="enclosure" href="https://a.example/a.mp3" type="audio/mpeg"/><link href="https://a.example/1"/></entry></feed>',
      ['https://a.example/1'],
      [],
    ],
    [
      'RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel><item rdf:about="https://a.example/1"><title>A</title><link>https://a.example/1</link></item></rdf:RDF>',
      ['https://a.example/1'],
      [],
    ],
    [
      'a JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"https://a.example/1","content_text":"A text"}]}',
      ['https://a.example/1'],
      [],
    ],
  ])('that is %s is read', async (_name, text, urls, skipped) => {
    await put('feed', text);
    expect(await found('--feed', 'feed')).toMatchObject({ urls, skipped });
  });

  it('is read in the encoding that it names', async () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><item><title>K\u00f6nig</title><link>https://a.example/k\u00f6nig</link></item></channel></rss>';
    await put('latin', Buffer.from(text, 'latin1'));
    expect((await found('--feed', 'latin')).urls).toEqual(['https://a.example/k%C3%B6nig']);
  });
});

describe('a sitemap', () => {
  it('is told from what is none', () => {
    expect(parseSitemap('<html><body>404</body></html>')).toBeUndefined();
    expect(parseSitemap('not here')).toBeUndefined();
    expect(parseSitemap('<urlset/>')).toEqual({ pages: [], sitemaps: [] });
  });

  it('may have prefixes, images with addresses of their own, and titles of news', () => {
    const text = `<s:urlset xmlns:s="x"><s:url><s:loc> https://a.example/1?a=1&amp;b=2 </s:loc>
      <image:image><image:loc>https://a.example/1.png</image:loc></image:image>
      <news:news><news:title>One</news:title></news:news></s:url></s:urlset>`;
    expect(parseSitemap(text)?.pages).toEqual([
      { loc: 'https://a.example/1?a=1&b=2', lastmod: undefined, title: 'One' },
    ]);
  });

  it('may be a plain list of addresses', async () => {
    await put('sitemap.txt', 'https://a.example/1\r\nhttps://a.example/2\r\n');
    expect((await found('--sitemap', 'sitemap.txt')).urls).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
  });

  it('of a site that was just built is read beside its index, and itself only once', async () => {
    await put(
      'dist/index.xml',
      '<sitemapindex><sitemap><loc>https://a.example/0.xml</loc></sitemap><sitemap><loc>https://a.example/index.xml</loc></sitemap></sitemapindex>',
    );
    await put(
      'dist/0.xml',
      '<urlset><url><loc>https://a.example/1</loc></url><url><loc>mailto:a@a.example</loc></url></urlset>',
    );
    expect(await found('--sitemap', 'dist/index.xml')).toMatchObject({
      urls: ['https://a.example/1'],
      skipped: ['it is no web address'],
    });
  });

  it('is read whatever it holds, without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => void parseSitemap(`<urlset>${text}</urlset>`)),
      { numRuns: 50 },
    );
  });
});

describe('a list in JSON', () => {
  it.each([
    ['{}', /is no list in JSON/],
    ['[1]', /item 1: it is neither a text nor an object/],
    ['["https://a.example", {"url": "a"}]', /item 2: url is no web address/],
    ['[{"url": "https://a.example", "kind": "BOOK"}]', /item 1: a kind is one of ARTICLE/],
    ['[{"url": "https://a.example", "tags": "a"}]', /item 1: tags is no list of texts/],
  ])('that is %s is refused in a sentence', async (text, sentence) => {
    await put('list.json', text);
    const { code, err } = await shell.type('register', '--json', 'list.json', '--dry-run');
    expect([code, err]).toEqual([2, expect.stringMatching(sentence)]);
  });
});

describe('a page', () => {
  it('says its title, address, language, kind and tags', () => {
    const page = `<html lang="de_AT"><head><title>Brot – Blog</title><meta property="og:title" content="Brot">
      <meta property="og:type" content="article"><meta name="Keywords" content="brot, mehl,brot">
      <link rel="canonical" href="/brot"></head><body><title>no</title></body></html>`;
    expect(pageFacts(page, 'https://a.example/x?y')).toEqual({
      title: 'Brot',
      canonical: 'https://a.example/brot',
      language: 'de-AT',
      kind: 'ARTICLE',
      tags: ['brot', 'mehl'],
      others: [],
    });
  });

  it('in a folder is left out where it is none that anybody reads, and found by its place below a base', async () => {
    await put('site/index.html', '<title>Home</title>');
    await put('site/a b/index.html', '<title>Spaces</title>');
    await put('site/404.html', '<title>Lost</title>');
    const { urls } = await found('--html', 'site', '--base', 'https://a.example/docs');
    expect([...urls].sort()).toEqual(['https://a.example/docs/', 'https://a.example/docs/a%20b/']);
  });
});

it('a title is made of the last words of an address', () => {
  expect(titleOfAddress('https://a.example/2013/bien-d%C3%A9buter_avec-vim.html')).toBe(
    'Bien débuter avec vim',
  );
  expect(titleOfAddress('https://a.example/')).toBe('a.example');
  expect(titleOfAddress('https://a.example/%E0%A4%A')).toBe('%E0%A4%A');
});

it('the nearest word is one that is near, or that begins so', () => {
  const words = ['register', 'login', 'logout'];
  expect(['regsiter', 'reg', 'lgin', 'xyz'].map((word) => nearest(word, words))).toEqual([
    'register',
    'register',
    'login',
    undefined,
  ]);
});
