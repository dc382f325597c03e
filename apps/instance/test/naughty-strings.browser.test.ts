import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UserId } from '@flattr/domain/ids';
import { recordEvidence, scale, scaleOf, sharedFolder } from '@flattr/evidence';
import { type Context, Hono } from 'hono';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../src/listen.ts';
import { executablePath, flags } from './browsing.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

const corpus = join(sharedFolder(), 'corpora/blns.json');
const listed: readonly string[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')) : [];
const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '=cmd|x',
];
const strings = [...own, ...listed];
/** A name has at most 100 characters, and is none of white space alone. */
const nameOf = (words: string): string => [...words.toWellFormed()].slice(0, 90).join('').trim() || '-';
/** Of the pages with one string on each, every so manieth is looked at; those with many have all. */
const every = scaleOf({ quick: 24, ci: 24, full: 2 });
const some = strings.map((words, at) => ({ words, at })).filter(({ at }) => at % every === 0);

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

describe.runIf(executablePath && scale() !== 'quick')('strings that were made to run', () => {
  let world: ServedWorld;
  let blog: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let cookie: string;
  const trouble: string[] = [];
  const urlOf = (at: number) => `https://naughty.example/${at}`;

  beforeAll(async () => {
    world = await createServedWorld();
    const noor = await world.joinsByForm('noor');
    const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'noor' } });
    await world.owns({ id: id as UserId, handle: 'noor' }, 'https://naughty.example/');
    const things = strings.map((words, at) => ({
      url: urlOf(at),
      title: words,
      kind: 'ARTICLE' as const,
      tags: [words.trim().slice(0, 50)].filter((tag) => tag.trim() !== ''),
    }));
    await noor.client.registerThings(things);
    const ada = await world.joinsByForm('ada');
    cookie = ada.cookie;
    for (const { at } of some) await ada.client.flattr({ url: urlOf(at) });
    blog = await listen(new Hono().get('/', oldPage), 0, '127.0.0.1');
    browser = await chromium.launch({ executablePath, args: flags });
    context = await browser.newContext();
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url: world.site.url, sameSite: 'Lax' as const };
      }),
    );
    page = await watched();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await blog?.close();
    await world?.close();
  });

  /** A page on which nothing runs, is refused by its policy, or asks another place, without our seeing it. */
  const watched = async (): Promise<Page> => {
    const opened = await context.newPage();
    const where = (what: string) => trouble.push(`${opened.url()}: ${what}`);
    opened.on('dialog', async (dialog) => {
      where(`said ${dialog.message()}`);
      await dialog.dismiss();
    });
    opened.on('pageerror', (error) => where(error.message));
    opened.on('console', (said) => said.type() === 'error' && where(said.text()));
    opened.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'data:' && ![world.site.url, blogOrigin()].includes(origin))
        where(`asked ${request.url()}`);
    });
    return opened;
  };
  const blogOrigin = () => blog.url.replace('localhost', '127.0.0.1');
  const visit = (path: string) => page.goto(`${world.site.url}${path}`);
  const found = (tried: number) => {
    recordEvidence({ id: 'S-23', tried, failed: trouble.length });
    expect(trouble).toEqual([]);
  };

  /** Every string in every place of the first Flattr's markup, under a policy that allows our host alone. */
  const oldPage = (c: Context) => {
    c.header('content-security-policy', `default-src 'self' ${world.site.url}; img-src data:`);
    const anchors = strings.map((words, at) => {
      const text = escaped(words);
      const href = `href="${urlOf(at)}" class="FlattrButton"`;
      return `<a ${href} title="${text}" data-flattr-tags="${text}" data-flattr-category="${text}">${text}</a>
<a ${href} rev="flattr;title:${text};tags:${text};uid:${text}" lang="${text}">${text}</a>`;
    });
    return c.html(
      `<!doctype html><meta charset="utf-8"><title>Old</title><link rel="icon" href="data:,">${anchors.join('\n')}
<script src="${world.site.url}/js/0.6/load.js?mode=auto&language=%3Cscript%3E"></script>`,
    );
  };

  it('run nowhere on our pages, as a title, a tag or a name (S-23)', async () => {
    let next = '/u/noor';
    for (;;) {
      await visit(next);
      const older = page.getByRole('link', { name: 'Older things' });
      if ((await older.count()) === 0) break;
      next = (await older.getAttribute('href')) ?? '';
    }
    for (const path of ['/', '/?kind=articles', '/me/month', '/me/sites', '/months']) await visit(path);
    for (const { words, at } of some) {
      const asked = encodeURIComponent(words.toWellFormed());
      await world.owner.query('UPDATE users SET name = $1 WHERE handle = $2', [nameOf(words), 'noor']);
      await visit(`/flattr?url=${encodeURIComponent(urlOf(at))}`);
      await visit('/u/noor');
      await visit(
        `/flattr?url=https%3A%2F%2Fnobody.example%2F&title=${asked}&tags=${asked}&lang=${asked}&kind=${asked}`,
      );
      await visit(
        `/submit/auto?url=https%3A%2F%2Fnobody.example%2F&title=${asked}&tags=${asked}&user_id=${asked}`,
      );
      await visit(`/button/popout/?url=https%3A%2F%2Fnobody.example%2F&title=${asked}`);
      await visit(`/thing/1/${asked || 'x'}`);
    }
    const { rows } = await world.owner.query<{ id: string }>(
      "SELECT id FROM things WHERE url LIKE 'https://naughty.example/%'",
    );
    for (const [at, { id }] of rows.entries()) if (at % every === 0) await visit(`/t/${id}`);
    found(strings.length);
  }, 600_000);

  it('run nowhere in the first Flattr’s markup, and become buttons all the same (S-23)', async () => {
    await page.goto(blogOrigin());
    await page.waitForSelector('flattr-button[state]');
    expect(await page.locator('a.FlattrButton').count()).toBe(0);
    const titles = await page.$$eval('flattr-button > a', (links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('title') ?? ''),
    );
    expect(titles).toHaveLength(strings.length * 2);
    const said = (text: string) => text.replace(/\s+/g, ' ').trim();
    // The parser drops what HTML cannot say.
    const plain = strings
      .map((words, at) => [said(words), titles[at * 2]])
      .filter(([words]) => /^[ -~]*$/.test(words ?? ''));
    expect(plain.length).toBeGreaterThan(strings.length / 2);
    for (const [words, title] of plain) expect(title).toBe(words);
    found(strings.length * 2);
  }, 120_000);
});
