import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { scaleOf, sharedFolder } from '@flattr/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliWorld, openCliWorld, tokenOf } from './cli-world.ts';
import type { Shell } from './shell.ts';

let open: CliWorld;
let shell: Shell;

beforeAll(async () => {
  open = await openCliWorld();
});
afterAll(() => open?.close());

/** Real feeds at the larger sizes, the project's own small ones otherwise. */
const feed = async (shared: string, own: string): Promise<string> => {
  const real = join(sharedFolder(), 'feeds', shared);
  const small = join(import.meta.dirname, '../../../apps/instance/test/samples', own);
  return readFile(
    scaleOf({ quick: false, ci: existsSync(real), full: existsSync(real) }) ? real : small,
    'utf8',
  );
};

const put = (name: string, text: string | Buffer) => writeFile(join(shell.folder, name), text);

type Told = {
  readonly created: string[];
  readonly updated: string[];
  readonly unchanged: number;
  readonly moved: { from: string; to: string }[];
  readonly waiting: { from: string; code: string }[];
  readonly refused: { url: string; code: string }[];
  readonly skipped: { what: string; why: string }[];
  readonly claimAt: string[];
  readonly found: number;
};

/** Registers, and gives what a program is told of each source. */
const registers = async (...words: readonly string[]): Promise<readonly Told[]> => {
  const { out, err } = await shell.type('register', ...words, '--json');
  if (!out) throw new Error(err);
  return JSON.parse(out).sources;
};

const thingAt = (url: string) => open.noor.client.thing({ url });

/** All that is registered, with its titles, ids and addresses. */
const allThings = async () =>
  (await open.world.owner.query('SELECT id, url, title, kind, language, tags FROM things ORDER BY url')).rows;

describe('a site with a sitemap and a podcast', () => {
  let paths: string[];
  const moved = (path: string) => `/moved${path}`;

  beforeAll(async () => {
    shell = await open.openShell();
    const sitemap = await feed('blog.sitemap.xml', 'sitemap.xml');
    const [, host = ''] = /<loc>(https?:\/\/[^/]+)\//.exec(sitemap) ?? [];
    const here = sitemap.replaceAll(host, open.blog.origin);
    paths = [...here.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) =>
      loc.slice(open.blog.origin.length),
    );
    for (const [index, path] of paths.entries())
      open.blog.pages.set(path, {
        body: `<html lang=fr><title>Page ${index} &amp; more</title><meta name=keywords content="vim, ruby">`,
      });
    await put('sitemap.xml', here);
    await put('podcast.rss', await feed('podcast.rss.xml', 'podcast.rss.xml'));
  });
  afterAll(() => shell.remove());

  const both = ['--sitemap', 'sitemap.xml', '--feed', 'podcast.rss'];
  const found = scaleOf({ quick: 56, ci: 612, full: 612 });
  // One page of the real sitemap stands there twice.
  const count = scaleOf({ quick: 56, ci: 611, full: 611 });

  it('sends nothing in a dry run, and says what it would do', async () => {
    const [pages, podcast] = await registers(...both, '--dry-run');
    expect([pages?.created.length, podcast?.created.length]).toEqual([count, podcast?.found]);
    expect(await allThings()).toEqual([]);
    expect((await shell.type('register', ...both, '--dry-run')).out).toMatch(
      / found.*, and nothing sent\n {2}\d+ would be new/,
    );
  });

  it('is registered in one go, with what each page says of itself', async () => {
    const { code, out } = await shell.type('register', ...both);
    expect(out.split('\n').slice(0, 2)).toEqual([
      `sitemap.xml: ${found} found${found > count ? ', 1 of them again' : ''}`,
      `  ${count} new`,
    ]);
    expect(out).toContain(`waits until its site is claimed:\n    ${open.instance}/me/sites?site=`);
    expect(code).toBe(0);
    expect(await thingAt(open.blog.origin + paths[7])).toMatchObject({
      title: 'Page 7 & more',
      language: 'fr',
      tags: ['vim', 'ruby'],
    });
    const all = await allThings();
    expect(all.length).toBe(count + all.filter(({ url }) => !url.startsWith(open.blog.origin)).length);
    expect(all.length).toBeGreaterThan(count);
  });

  it('is the same again, without asking a page or sending a thing', async () => {
    const before = await allThings();
    open.blog.asked.length = 0;
    const [pages, podcast] = await registers(...both);
    expect([pages?.unchanged, podcast?.unchanged]).toEqual([count, podcast?.found]);
    expect([pages, podcast].flatMap((told) => [...(told?.created ?? []), ...(told?.updated ?? [])])).toEqual(
      [],
    );
    expect(open.blog.asked).toEqual([]);
    expect(await allThings()).toEqual(before);
    const [again] = await registers('--sitemap', 'sitemap.xml', '--all');
    expect([again?.updated.length, again?.created]).toEqual([count, []]);
    expect(await allThings()).toEqual(before);
  });

  it('stays the same things where ten of its pages have moved', async () => {
    const before = await allThings();
    const ten = paths.filter((_, index) => index % 5 === 0).slice(0, 10);
    const text = await readFile(join(shell.folder, 'sitemap.xml'), 'utf8');
    await put(
      'sitemap.xml',
      ten.reduce((all, path) => all.replace(`${path}<`, `${moved(path)}<`), text),
    );
    for (const path of ten) {
      open.blog.pages.set(moved(path), open.blog.pages.get(path) ?? {});
      open.blog.pages.set(path, { status: 301, location: moved(path) });
    }
    const [pages] = await registers(...both);
    expect(pages?.moved.map(({ from, to }) => [from, to]).sort()).toEqual(
      ten.map((path) => [open.blog.origin + path, open.blog.origin + moved(path)]).sort(),
    );
    expect([pages?.created, pages?.waiting, pages?.unchanged]).toEqual([[], [], count - 10]);
    const after = await allThings();
    const ids = (rows: typeof after) => rows.map(({ id }) => id).sort();
    expect(ids(after)).toEqual(ids(before));
    expect(after.filter(({ url }) => url.includes('/moved/')).length).toBe(10);
    const [again] = await registers(...both);
    expect([again?.moved, again?.created, again?.unchanged]).toEqual([[], [], count]);
  });
});

describe('who publishes', () => {
  beforeAll(async () => {
    shell = await open.openShell();
  });
  afterAll(() => shell.remove());

  const rss = (link: string, guid = 'one') =>
    `<rss version="2.0"><channel><title>T</title><item><title>A</title><link>${open.blog.origin}${link}</link><guid isPermaLink="false">${guid}</guid></item></channel></rss>`;

  it('is told that an entry with the same guid waits for its redirect, and it moves once there is one', async () => {
    await put('feed.xml', rss('/guid/old'));
    await registers('--feed', 'feed.xml');
    const { uuid } = (await thingAt(`${open.blog.origin}/guid/old`)) ?? {};
    await put('feed.xml', rss('/guid/new'));
    const { code, out } = await shell.type('register', '--feed', 'feed.xml');
    expect(out).toMatch(/1 not moved yet: [^→]*has to\s+redirect[^→]*\n {4}\S+\/guid\/old → \S+\/guid\/new/);
    expect([code, (await thingAt(`${open.blog.origin}/guid/new`)) ?? null]).toEqual([1, null]);
    open.blog.pages.set('/guid/old', { status: 308, location: '/guid/new' });
    const [told] = await registers('--feed', 'feed.xml');
    expect(told?.moved).toHaveLength(1);
    expect((await thingAt(`${open.blog.origin}/guid/new`))?.uuid).toBe(uuid);
  });

  it('is not taken at the word of a guid that several entries have', async () => {
    const item = (name: string) =>
      `<item><title>${name}</title><link>${open.blog.origin}/same/${name}</link><guid isPermaLink="false">same</guid></item>`;
    await put('same.xml', `<rss version="2.0"><channel>${item('a')}${item('b')}</channel></rss>`);
    await registers('--feed', 'same.xml');
    await put('same.xml', `<rss version="2.0"><channel>${item('b')}${item('c')}</channel></rss>`);
    const [told] = await registers('--feed', 'same.xml');
    expect([told?.moved, told?.waiting, told?.created]).toEqual([[], [], [`${open.blog.origin}/same/c`]]);
  });

  it('waits with what was flattred until its redirect has stood for long, and that stops no build', async () => {
    await put('given.json', JSON.stringify([{ url: `${open.blog.origin}/given/old`, title: 'Given' }]));
    await registers('--json', 'given.json');
    const sam = (await open.world.joinsByForm('sam')).client;
    await sam.flattr({ url: `${open.blog.origin}/given/old` });
    open.blog.pages.set('/given/old', { status: 301, location: '/given/new' });
    await put('given.json', JSON.stringify([{ url: `${open.blog.origin}/given/new`, title: 'Given' }]));
    const { code, out } = await shell.type('register', '--json', 'given.json');
    expect([code, out]).toEqual([0, expect.stringMatching(/1 not moved yet: [^→]*14 days/)]);
    await open.world.moveClockTo('2026-11-30T12:00:00Z');
    const [told] = await registers('--json', 'given.json');
    expect([told?.moved.length, told?.waiting]).toEqual([1, []]);
  });

  it('registers it as another thing where they say so', async () => {
    await put('feed.xml', rss('/guid/third'));
    const [told] = await registers('--feed', 'feed.xml', '--no-moves');
    expect([told?.moved, told?.created]).toEqual([[], [`${open.blog.origin}/guid/third`]]);
  });

  it('is told which things are refused, and the others are registered', async () => {
    await put(
      'list.json',
      JSON.stringify([
        { url: 'https://list.example/a', title: 'A' },
        { url: 'http://192.168.0.1/', title: 'B' },
      ]),
    );
    const { code, out } = await shell.type('register', '--json', 'list.json');
    expect(out).toMatch(/1 new\n {2}1 refused: Only what[^:]*\n {4}http:\/\/192\.168\.0\.1\/$/m);
    expect(code).toBe(1);
    const [again] = await registers('--json', 'list.json');
    expect([again?.unchanged, again?.refused.length]).toEqual([1, 1]);
  });

  it('registers the pages of a folder by their canonical links, and all below a base', async () => {
    await put(
      'page.html',
      '<html lang="en"><head><meta property="og:title" content="Bread"><link rel=canonical href="https://html.example/bread/"></head>',
    );
    await put('index.html', '<title>Home</title>');
    const [told] = await registers('--html', '.');
    expect([told?.created, told?.skipped]).toEqual([
      ['https://html.example/bread/'],
      [{ what: 'index.html', why: 'it has no canonical link; say --base' }],
    ]);
    const [based] = await registers('--html', '.', '--base', 'https://html.example');
    expect(based?.created).toEqual(['https://html.example/']);
    expect(await thingAt('https://html.example/bread/')).toMatchObject({ title: 'Bread', language: 'en' });
  });

  it('reads an index of packed sitemaps by its address, and leaves out what is gone', async () => {
    const { origin, pages } = open.blog;
    const urls = ['/packed/one-page', '/packed/gone'].map((path) => `<url><loc>${origin}${path}</loc></url>`);
    pages.set('/index.xml', {
      body: `<sitemapindex><sitemap><loc>${origin}/1.xml.gz</loc></sitemap></sitemapindex>`,
    });
    pages.set('/1.xml.gz', { body: gzipSync(`<urlset>${urls.join('')}</urlset>`) });
    pages.set('/packed/one-page', { status: 500 });
    const { out, code } = await shell.type('register', '--sitemap', `${origin}/index.xml`);
    expect(out).toContain('The page of 1 could not be read: its title is made of its address');
    expect(out).toContain(`1 left out: its page is gone\n    ${origin}/packed/gone`);
    expect(code).toBe(1);
    expect((await thingAt(`${origin}/packed/one-page`))?.title).toBe('One page');
  });

  it('is told what a token lacks', async () => {
    const token = await tokenOf(open.noor.client, ['ME_READ']);
    const reader = shell.with({ token, instance: open.instance, fetch: open.blog.fetch });
    const { code, err } = await reader.type('register', '--html', '.', '--base', 'https://other.example');
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(/lacks the scope THINGS_WRITE\.\nMake one that has it at/),
    ]);
  });

  it('waits where this hour is spent, and goes on', async () => {
    const waited: number[] = [];
    let limited = true;
    const slow = shell.with({
      token: open.noor.token,
      instance: open.instance,
      wait: async (ms) => {
        waited.push(ms);
        limited = false;
      },
      fetch: async (url, init) =>
        limited && `${init?.body}`.includes('registerThings')
          ? Response.json(
              {
                errors: [{ message: 'Spent.', extensions: { code: 'RATE_LIMITED', retryAfterMs: 120_000 } }],
              },
              { status: 429 },
            )
          : open.blog.fetch(url, init),
    });
    await put('slow.json', JSON.stringify([{ url: 'https://slow.example/', title: 'Slow' }]));
    const { code, out, err } = await slow.type('register', '--json', 'slow.json');
    expect([code, out, waited]).toEqual([0, expect.stringContaining('1 new'), [120_000]]);
    expect(err).toMatch(/are spent\. It goes on in 2 min/);
  });
});
