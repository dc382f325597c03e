import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { UserId } from '@flattr/domain/ids';
import { allSuites } from '@flattr/evidence/needs-program';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRunWordPress, phpVersions } from './wordpress-program.ts';
import { packedPlugin, type WordPressSite } from './wordpress-site.ts';
import {
  executablePath,
  type Joined,
  openingMs,
  openWordPressWorld,
  type WordPressWorld,
} from './wordpress-world.ts';

const pictures = join(import.meta.dirname, '../dist/screenshots');
/** On a machine with much else to do a page of WordPress takes its time. */
const patience = { timeout: 60_000 };
const stepMs = 180_000;

it('has a WordPress and a browser where every suite must run', () => {
  expect((canRunWordPress && executablePath !== undefined) || !allSuites()).toBe(true);
});

describe.runIf(canRunWordPress && executablePath)('a blogger with a browser', () => {
  let world: WordPressWorld;
  let reader: BrowserContext;

  beforeAll(async () => {
    world = await openWordPressWorld({ installed: false });
    const ada = await world.world.joinsByForm('ada');
    const { id } = await world.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'ada' } });
    await world.world.funds({ id: id as UserId, handle: 'ada' }, '10.00');
    reader = await world.visitor({ instance: ada });
    await mkdir(pictures, { recursive: true });
  }, openingMs);
  afterAll(() => world?.close());

  describe.each(phpVersions)('on PHP %s', (version) => {
    let site: WordPressSite;
    let page: Page;
    let written: string;
    /** Each blog has an owner of its own: what came in is told for all sites of one. */
    const handle = `noor-${version.replace('.', '')}`;
    let noor: Joined;

    beforeAll(async () => {
      site = world.site(version);
      noor = await world.world.joinsByForm(handle);
      await site.run(`update_option( 'blogname', 'Slow Bread' ); update_option( 'blogdescription', 'A loaf takes two days' );
        update_user_meta( 1, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false,
          'isComplementaryAreaVisible' => true ), '_modified' => gmdate( 'c' ) ) );`);
      const context = await world.visitor({
        wordpress: [site, await site.signsIn('admin')],
        instance: noor,
      });
      context.setDefaultTimeout(60_000);
      page = await context.newPage();
    }, openingMs);

    const admin = (path: string) => page.goto(`${site.origin}/wp-admin/${path}`);
    const said = async () => (await page.locator('#wpbody-content').innerText()).replace(/\s+/g, ' ');
    const settings = () => admin('options-general.php?page=flattr');
    /** Presses a button and waits for the page after it. */
    const presses = (button: { readonly name: string; readonly exact?: boolean }) =>
      Promise.all([page.waitForEvent('load'), page.getByRole('button', button).click()]);
    /** A picture for the plugin's page in the directory. */
    const takes = async (name: string, of: Page | Locator = page) => {
      if (version === '8.4') await of.screenshot({ path: join(pictures, `${name}.png`) });
    };

    it('installs the zip as it was built, and activates it', { timeout: stepMs }, async () => {
      await admin('plugin-install.php?tab=upload');
      await page.setInputFiles('#pluginzip', {
        ...{ name: 'flattr.zip', mimeType: 'application/zip', buffer: Buffer.from(await packedPlugin()) },
      });
      await page.locator('#install-plugin-submit').click();
      await page.getByRole('link', { name: 'Activate Plugin' }).click();
      await page.waitForURL(/plugins\.php/);
      expect(await said()).toContain('Plugin activated.');
      expect(await page.locator('tr[data-slug=flattr]').innerText()).toContain('Settings');
    });

    it('asks nobody before an instance is named and connected', { timeout: stepMs }, async () => {
      await site.publishes({ post_title: 'Before' });
      await site.cron();
      const front = await site.ask('/before/');
      expect(front.text).not.toContain('flattr-button');
      expect(await world.world.platform.db.thing.count({ where: { url: { startsWith: site.origin } } })).toBe(
        0,
      );
    });

    it('names the instance and connects with a pasted token', { timeout: stepMs }, async () => {
      await settings();
      await page.locator('#flattr-instance').fill(world.instance);
      await presses({ name: 'Use this instance' });
      await page.getByText('Or paste a token').click();
      await page.locator('#flattr-token').fill(await world.tokenOf(noor));
      await presses({ name: 'Use this token' });
      expect(await said()).toContain(`This site is connected for ${handle}.`);
      expect(await page.locator('html').innerHTML()).not.toContain('flt_pat_');
    });

    it('connects by the instance’s own page instead, and the site proves itself', {
      timeout: stepMs,
    }, async () => {
      await settings();
      await presses({ name: 'Disconnect' });
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.waitForURL((url) => url.pathname === '/oauth/consent');
      expect(await page.getByRole('main').innerText()).toContain('Slow Bread');
      await takes('allowing');
      await page.getByRole('main').getByRole('button', { name: 'Allow', exact: true }).click();
      await page.waitForURL((url) => url.host === site.host && !url.searchParams.has('code'));
      expect(page.url()).not.toContain('code=');
      expect(await said()).toContain(`This site is connected for ${handle}.`);
      // Where the instance takes long to look, it is asked again in the background.
      const looked = async () => {
        await site.cron();
        await settings();
        return said();
      };
      await expect.poll(looked, { timeout: 120_000 }).toContain(`${site.origin}/ has proven itself.`);
      const claim = await world.world.platform.db.claim.findFirstOrThrow({ where: { host: site.host } });
      expect(claim.state).toBe('WAITING');
      await page.getByLabel('Show how often a post was flattred').check();
      await presses({ name: 'Save Changes' });
    });

    it('writes a post with the block, and publishes it', { timeout: stepMs }, async () => {
      await admin('post-new.php');
      const framed = page.locator('iframe[name=editor-canvas]');
      const first = page.locator('.editor-styles-wrapper').or(framed).first();
      await first.waitFor(patience);
      const canvas: Page | FrameLocator = (await framed.count())
        ? page.frameLocator('iframe[name=editor-canvas]')
        : page;
      await canvas.getByRole('textbox', { name: 'Add title' }).fill('A loaf in two days');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Flour, water, salt and time.');
      await page.keyboard.press('Enter');
      await page.keyboard.type('/flattr');
      await page.getByRole('option', { name: 'Flattr button' }).click();
      const block = canvas.locator('[data-type="flattr/button"]');
      await block.waitFor(patience);
      expect(await block.innerText()).toContain('Flattr this');
      await takes('screenshot-2');
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page
        .getByRole('region', { name: 'Editor publish' })
        .getByRole('button', { name: 'Publish', exact: true })
        .click();
      await page.getByText('is now live.').first().waitFor(patience);
      written = await site.run(
        `return get_permalink( get_page_by_path( 'a-loaf-in-two-days', OBJECT, 'post' ) );`,
      );
      expect(written).toBe(`${site.origin}/a-loaf-in-two-days/`);
    });

    it('sees it registered in the background', { timeout: stepMs }, async () => {
      await site.cron();
      const thing = await world.world.platform.db.thing.findFirstOrThrow({ where: { url: written } });
      expect(thing).toMatchObject({ title: 'A loaf in two days', kind: 'ARTICLE' });
      await admin('edit.php');
      expect(await page.locator('tr', { hasText: 'A loaf in two days' }).innerText()).toMatch(/registered/i);
    });

    it('is read without JavaScript, by a link to the page of the instance', { timeout: stepMs }, async () => {
      const plain = await (await world.visitor({ javaScriptEnabled: false })).newPage();
      await plain.goto(written);
      const link = plain.getByRole('link', { name: 'Flattr this' });
      expect(await link.count()).toBe(1);
      await link.click();
      expect(plain.url()).toContain(`${world.instance}/flattr?url=`);
      expect(await plain.getByRole('main').innerText()).toContain('A loaf in two days');
      await plain.context().close();
    });

    it('is flattred by a reader in the popup, who sees the count', { timeout: stepMs }, async () => {
      const post = await reader.newPage();
      await post.goto(written);
      const button = post.locator('flattr-button');
      await expect.poll(() => button.getAttribute('state'), patience).toBe('not-yet');
      const [popup] = await Promise.all([post.waitForEvent('popup'), button.click()]);
      await popup.getByRole('main').getByRole('button', { name: 'Flattr this' }).click();
      await expect.poll(() => button.getAttribute('state'), patience).toBe('flattred');
      await post.close();
      // Browsers and caches keep a count for a minute; another reader has none yet.
      const other = await (await world.visitor()).newPage();
      await other.goto(written);
      const label = other.locator('flattr-button').getByRole('button');
      await expect.poll(() => label.textContent(), patience).toMatch(/\b1\b/);
      await takes('screenshot-3', other);
      await other.context().close();
    });

    it('owns the site two weeks later, and reads of the flattr on the dashboard', {
      timeout: stepMs,
    }, async () => {
      await world.world.owner.query("UPDATE claims SET waiting_since = waiting_since - interval '15 days'");
      await settings();
      await presses({ name: 'Check now' });
      expect(await said()).toContain(`${site.origin}/ is yours.`);
      await world.world.work();
      await gatherFlattrs(world.world.platform);
      await takes('screenshot-1');
      await admin('index.php');
      const box = page.locator('#flattr_dashboard');
      expect(await box.innerText()).toMatch(/\b1 flattr this month/);
      await takes('screenshot-4', box);
    });
  });
});
