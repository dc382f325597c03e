import type { UserId } from '@flattr/domain/ids';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServedWorld, password, type ServedWorld } from './served-world.ts';

const executablePath = needsProgram('chromium', ['/usr/bin/chromium']);

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  '--disable-background-networking',
];

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('somebody who leaves with a browser, without JavaScript', () => {
  let world: ServedWorld;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    world = await createServedWorld();
    browser = await chromium.launch({ executablePath, args: flags });
    await world.joinsByForm('zelda');
    const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'zelda' } });
    await world.funds({ id: id as UserId, handle: 'zelda' }, '10.00', 'EUR', 3);
    const context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(`${world.site.url}/sign-in?next=/u/zelda`);
    await page.getByLabel('E-mail').fill('zelda@people.example');
    await page.getByLabel('Password').fill(password);
    await page
      .getByRole('main')
      .getByRole('button', { name: /sign in/i })
      .click();
    await page.waitForURL(/\/u\/zelda/);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const text = async () => (await page.getByRole('main').innerText()).replace(/\s+/g, ' ');

  const leaves = async (typed: string) => {
    await page.getByLabel('Type your handle to leave').fill(typed);
    await page.getByRole('button', { name: 'Leave Flattr for good' }).click();
  };

  it('reads what happens, types the handle, gets the receipt once, and has no page any more', async () => {
    await page.getByRole('link', { name: 'Leave Flattr' }).click();
    expect(await text()).toMatch(/28.88 of .*28.88 go back to your cards now/);
    expect(await text()).toContain('zelda@people.example as soon as the last mail is sent');
    await leaves('selda');
    expect(await text()).toContain('This is not your handle.');
    await leaves('zelda');
    expect(await text()).toMatch(/You have left Flattr .* Your receipt .* FLATTR-[0-9A-Z-]{29}/);
    expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(1);
    const gone = await page.goto(`${world.site.url}/u/zelda`);
    expect(gone?.status()).toBe(404);
    await page.goto(`${world.site.url}/me/leave`);
    expect(page.url()).toContain('/sign-in');
  });

  it('finds no page where the owner of a site does not take part', async () => {
    const thing = await world.finds('https://silent.example/post');
    await world.owner.query(
      `WITH owner AS (
         INSERT INTO users (id, handle, name, email) VALUES (gen_random_uuid(), 'silent', 'Silent', 'silent@people.example') RETURNING id
       ), claim AS (
         INSERT INTO claims (id, user_id, site, host, nonce, state, proven_at, seen_at, stood_at, refuses_since)
         SELECT gen_random_uuid(), id, 'https://silent.example/', 'silent.example', repeat('0', 32), 'STANDING', now(), now(), now(), now()
         FROM owner RETURNING id, user_id
       )
       SELECT id, user_id FROM claim`,
    );
    await world.owner.query(
      `INSERT INTO sites (id, url, owner_id, claim_id) SELECT gen_random_uuid(), site, user_id, id FROM claims`,
    );
    const gone = await page.goto(`${world.site.url}/t/${thing}/post`);
    expect(gone?.status()).toBe(410);
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
    expect(await text()).not.toContain('silent.example');
    await page.goto(`${world.site.url}/flattr?url=${encodeURIComponent('https://silent.example/post')}`);
    expect(await text()).toContain('does not take part in Flattr');
  });
});
