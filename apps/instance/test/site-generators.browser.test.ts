import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaleOf } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import { CreateTokenDocument } from '@flattr/sdk';
import { makePackage } from '@flattr/sdk/make-package';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, openBrowser } from './browsing.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';
import { openWorkshop, type Workshop } from './site-generators/build-example.ts';
import { exampleSites } from './site-generators/built-sites.ts';
import { fileOf, serveFolder } from './site-generators/serve-folder.ts';

const minutes = 60_000;

/** Real builds take minutes: they are for the larger scales. */
const sites = scaleOf({ quick: [], ci: exampleSites, full: exampleSites }).filter(
  ({ program }) => program === undefined || program.path !== undefined,
);

it('has Chromium, Hugo and Jekyll where every suite must run', () => {
  const missing = exampleSites.filter(({ program }) => program && !program.path).map(({ name }) => name);
  expect([executablePath ? [] : ['chromium'], missing].flat().length === 0 || !allSuites()).toBe(true);
});

describe.runIf(executablePath && sites.length > 0)('a real site whose pages can be flattred', () => {
  let world: ServedWorld;
  let browser: Browser;
  let workshop: Workshop;
  let token: string;

  beforeAll(async () => {
    world = await createServedWorld();
    const { client } = await world.joinsByForm('noor');
    const { createToken } = await client.request(CreateTokenDocument, {
      input: { name: 'Builds', scopes: ['THINGS_WRITE'] },
    });
    token = createToken.secret ?? '';
    const packed = await mkdtemp(join(tmpdir(), 'flattr-packed-'));
    workshop = await openWorkshop((await makePackage(packed)).tarball, world.site.url);
    await rm(packed, { recursive: true });
    browser = await openBrowser();
  }, 2 * minutes);
  afterAll(async () => {
    await browser?.close();
    await workshop?.clear();
    await world?.close();
  });

  const things = async (site: string) =>
    (await world.owner.query('SELECT * FROM things WHERE url LIKE $1 ORDER BY url', [`${site}%`])).rows;

  describe.each(sites)('$name', ({ name, output, posts, feed, tags }) => {
    const site = `https://${name}-blog.example`;
    const [bread] = posts;
    const instance = () => ({ FLATTR_INSTANCE: world.site.url });
    const folder = () => join(workshop.folderOf(name), output);
    const read = (path: string) => readFile(fileOf(folder(), path) ?? path, 'utf8');

    beforeAll(() => workshop.install(name), 5 * minutes);

    it(
      'is built without a token, and registers nothing',
      async () => {
        const said = await workshop.build(name, instance());
        expect(said).toContain('flattr: no token, so nothing is registered');
        expect(await things(site)).toEqual([]);
      },
      5 * minutes,
    );

    it(
      'registers its pages once, and changes nothing when it is built again',
      async () => {
        const environment = { ...instance(), FLATTR_TOKEN: token };
        expect(await workshop.build(name, environment)).toContain('flattr: 2 pages registered, 2 new');
        const registered = await things(site);
        expect(registered.map(({ url, title, tags }) => [url, title, tags])).toEqual([
          [`${site}${posts[0]}`, 'On bread', tags[0]],
          [`${site}${posts[1]}`, 'Night trains', tags[1]],
        ]);
        expect(await workshop.build(name, environment)).toContain('flattr: 2 pages registered, 0 new');
        expect(await things(site)).toEqual(registered);
      },
      5 * minutes,
    );

    it('says in its heads and in its feed where each post is rewarded, once', async () => {
      const address = (path: string) => `${world.site.url}/flattr?url=${encodeURIComponent(site + path)}`;
      const rewarded = (text: string) =>
        [...text.matchAll(/<[\w:]*link\b[^>]*rel=["']?payment\b[^>]*>/g)].map(([link]) =>
          /href=["']?([^"'\s>]+)/.exec(link)?.[1]?.replaceAll('&amp;', '&'),
        );
      for (const path of posts) {
        const html = await read(path);
        expect(rewarded(html)).toEqual([address(path)]);
        expect(html.match(/DonateAction/g)).toHaveLength(1);
      }
      expect(rewarded(await read(feed)).sort()).toEqual(posts.map(address).sort());
    });

    it('has a button that works in a browser, and a link where there is no JavaScript', async () => {
      const served = await serveFolder(folder());
      const page = await browser.newPage();
      await page.goto(`${served.origin}${bread}`);
      await page.waitForSelector('flattr-button[state=not-yet]');
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: 'Flattr this' }).click(),
      ]);
      expect(new URL(popup.url()).searchParams.get('url')).toBe(`${site}${bread}`);
      await popup.waitForLoadState();
      await page.addScriptTag({ content: axe.source });
      const found = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
      expect(found).toEqual([]);
      await page.close();

      const plain = await browser.newContext({ javaScriptEnabled: false });
      const bare = await plain.newPage();
      await bare.goto(`${served.origin}${bread}`);
      const link = bare.getByRole('link', { name: 'Flattr this' });
      const asked = new URL((await link.getAttribute('href')) ?? '');
      expect(asked.origin + asked.pathname).toBe(`${world.site.url}/flattr`);
      expect(asked.searchParams.get('url')).toBe(site + bread);
      await plain.close();
      await served.close();
    });
  });
});
