import { scale } from '@flattr/evidence';
import { readDocument } from '@flattr/sdk/legacy';
import { Hono } from 'hono';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../src/listen.ts';
import { executablePath, flags } from './browsing.ts';
import { type OldPage, oldHost, oldPages } from './old-markup.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';
import { snippetsOf } from './snippets.ts';

const tried = oldPages.filter(({ quick }) => quick || scale() !== 'quick');

describe.runIf(executablePath)('a page of the first Flattr on another origin', () => {
  let world: ServedWorld;
  let blog: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let shown: {
    readonly lang: string;
    readonly html: string;
    readonly script: string;
    readonly policy: string;
  };
  let trouble: string[];

  beforeAll(async () => {
    world = await createServedWorld();
    const pages = new Hono();
    pages.get('/page.js', (c) => c.body(shown.script, 200, { 'content-type': 'text/javascript' }));
    pages.get('/', (c) => {
      c.header('content-security-policy', shown.policy);
      return c.html(
        `<!doctype html><html lang="${shown.lang}"><meta charset="utf-8"><title>Old</title><link rel="icon" href="/page.js">${shown.html}`,
      );
    });
    blog = await listen(pages, 0, '127.0.0.1');
    browser = await chromium.launch({
      executablePath,
      args: [...flags, '--test-third-party-cookie-phaseout'],
    });
    context = await browser.newContext();
    const { cookie } = await world.joinsByForm('ada');
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url: world.site.url, sameSite: 'Lax' as const };
      }),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await blog?.close();
    await world?.close();
  });

  const flattrs = async (url: string): Promise<number> => {
    const { rows } = await world.owner.query<{ count: number }>(
      'SELECT count(*)::int FROM flattrs JOIN things ON things.id = thing_id WHERE url = $1',
      [url],
    );
    return rows[0]?.count ?? 0;
  };
  const visit = async (old: Pick<OldPage, 'body' | 'script' | 'speaks'>, inline = ''): Promise<string[]> => {
    const policy = `default-src 'self' ${world.site.url} ${oldHost(world.site.url)}${inline}`;
    const [lang = 'en'] = old.speaks ?? [];
    shown = { lang, html: old.body(world.site.url), script: old.script ?? '', policy };
    trouble = [];
    const asked: string[] = [];
    page = await context.newPage();
    // An element's own style is the page's fault under its own policy.
    page.on('console', (said) => {
      if (said.type() === 'error' && !/inline style/.test(said.text())) trouble.push(said.text());
    });
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url());
      if ([world.site.url, oldHost(world.site.url)].includes(origin)) asked.push(pathname);
    });
    await page.goto(blog.url.replace('localhost', '127.0.0.1'));
    return asked;
  };
  /** The window with the page that asks, by the way that the old page gives. */
  const follow = async ({ by, url }: Pick<OldPage, 'by' | 'url'>): Promise<Page> => {
    if (by === 'address') {
      const links = await page.$$eval('link', (found) => found.map((link) => [link.rel, link.href]));
      const document = {
        querySelectorAll: () =>
          links.map(([rel, href]) => element('link', { rel: rel ?? '', href: href ?? '' })),
      };
      const { things } = readDocument(document, { instance: world.site.url });
      expect(things.map((thing) => thing.url)).toEqual([url]);
      await page.goto(links.find(([rel]) => rel?.includes('payment'))?.[1] ?? '');
      return page;
    }
    if (by === 'link') {
      await page.getByRole('link').click();
      await page.waitForURL(({ origin }) => origin === world.site.url);
      if (new URL(page.url()).pathname === '/flattr') return page;
      await page.getByLabel('The address').fill(url);
      await page.getByRole('button', { name: 'Look it up' }).click();
      await page.waitForURL(/\/flattr\?/);
      return page;
    }
    const pressed =
      by === 'frame'
        ? page.frameLocator('iframe').getByRole('link')
        : page.locator('flattr-button').getByRole('button');
    const [popup] = await Promise.all([page.waitForEvent('popup'), pressed.click()]);
    await popup.waitForLoadState();
    return popup;
  };
  /** A page that is closed while another comes into its place is at times never told to be closed. */
  const leave = async (): Promise<void> => {
    await page.waitForLoadState();
    await page.close();
  };
  const press = async (asking: Page, url: string): Promise<void> => {
    // Nothing is flattred before a person says so on our own page.
    expect(await flattrs(url)).toBe(0);
    await asking.getByRole('main').getByRole('button', { name: 'Flattr this' }).click();
    await expect.poll(() => flattrs(url)).toBe(1);
  };

  it.each(tried)('is flattred by a click: $name', async (old) => {
    const asked = await visit(old);
    if (old.by === 'button') {
      await page.waitForSelector('flattr-button[state=not-yet]');
      expect(asked.every((path) => /load\.js$|^\/button(\.de)?\.js$/.test(path))).toBe(true);
      expect(await page.locator('a.FlattrButton').count()).toBe(0);
    }
    const label = () => page.locator('flattr-button').getByRole('button').textContent();
    const [, before = 'Flattr this', after = 'Flattred'] = old.speaks ?? [];
    if (old.by === 'button') expect(await label()).toBe(before);
    await press(await follow(old), old.url);
    if (old.by === 'button') {
      await expect.poll(() => page.locator('flattr-button').getAttribute('state')).toBe('flattred');
      expect(await label()).toBe(after);
    }
    expect(trouble).toEqual([]);
    await leave();
  });

  it.runIf(scale() !== 'quick')(
    'asks for nothing of ours where a page has a loader and no button',
    async () => {
      const asked = await visit({
        body: (instance) => `<script src="${instance}/js/0.6/load.js?mode=auto"></script>`,
      });
      await page.waitForLoadState('networkidle');
      expect(asked).toEqual(['/js/0.6/load.js']);
      await leave();
    },
  );

  it.runIf(scale() !== 'quick')('is a link where the button’s script does not come', async () => {
    await context.route('**/button*.js', (route) => route.abort());
    const [old] = oldPages.filter(({ name }) => name === 'an anchor: bare');
    await visit(old ?? { body: () => '' });
    await page.getByRole('link', { name: 'Flattr this' }).click();
    await page.waitForURL(`${world.site.url}/flattr?**`);
    await context.unroute('**/button*.js');
    await leave();
  });

  const snippets = snippetsOf('docs/integrate/old-buttons.md').filter(({ language }) => language === 'html');

  it.runIf(scale() !== 'quick').each(snippets)(
    'works as it stands in the documentation: $text',
    async ({ text }) => {
      const body = (instance: string) =>
        `<main>${text.replaceAll('https://flattr.example', instance)}</main>`;
      const url = /https:\/\/blog\.example\/old\/\w+/.exec(decodeURIComponent(text))?.[0] ?? '';
      await visit({ body }, " 'unsafe-inline'");
      // Another page of the same thing may have been flattred before.
      await world.owner.query('DELETE FROM flattrs');
      const by = text.includes('<iframe') ? 'frame' : text.includes('submit/auto') ? 'link' : 'button';
      await press(await follow({ by, url }), url);
      expect(trouble).toEqual([]);
      await leave();
    },
  );
});

const element = (localName: string, attributes: Record<string, string>) => ({
  localName,
  innerHTML: '',
  getAttribute: (name: string) => attributes[name] ?? null,
  getAttributeNames: () => Object.keys(attributes),
});
