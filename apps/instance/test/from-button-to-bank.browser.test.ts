import type { UserId } from '@flattr/domain/ids';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../src/listen.ts';
import { createBlog } from '../src/seed/blog.ts';
import { blogSite } from '../src/seed/cast.ts';
import { createServedWorld, password, type ServedWorld } from './served-world.ts';

const executablePath = needsProgram('chromium', ['/usr/bin/chromium']);

const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--test-third-party-cookie-phaseout'],
];

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('a person with a browser, third-party cookies blocked', () => {
  let world: ServedWorld;
  let blog: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    world = await createServedWorld();
    blog = await listen(createBlog(world.site.url), 0, '127.0.0.1');
    browser = await chromium.launch({ executablePath, args: flags });
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await blog?.close();
    await world?.close();
  });

  const visit = (path: string) => page.goto(`${world.site.url}${path}`);
  const press = (name: string | RegExp) =>
    page.getByRole('main').getByRole('button', { name }).first().click();
  const text = async (of: Page = page) => (await of.getByRole('main').innerText()).replace(/\s+/g, ' ');

  it('joins, sets a budget and pays for it on the checkout page', async () => {
    await world.joinsByForm('noor');
    const noor = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'noor' } });
    for (const path of ['bread', 'night-train', 'layali']) {
      await world.publishes({ id: noor.id as UserId, handle: 'noor' }, `${blogSite}/${path}`, path);
    }
    await visit('/join');
    await page.getByLabel('Name', { exact: true }).fill('Ada Lindqvist');
    await page.getByLabel('Handle').fill('ada');
    await page.getByLabel('E-mail').fill('ada@people.example');
    await page.getByLabel('Password').fill(password);
    await press(/join/i);
    await visit('/me/budget');
    await page.getByRole('main').locator('input[name=amount]').fill('20.00');
    await press(/save|set/i);
    await page.getByLabel('1 month').first().check();
    await press(/fund/i);
    await page.waitForURL((url) => url.port === `${world.emulator.port}`);
    await page.getByRole('button', { name: /pay/i }).click();
    await page.waitForURL(/\/me\/budget\?paid=1/);
    await world.emulator.arrived();
    await world.work();
    await page.reload();
    expect(await text()).toContain('€19.17');
  });

  it('flattrs from a page of another origin, by a popup on ours', async () => {
    await page.goto(blog.url);
    const button = page.locator('flattr-button').first();
    await expect.poll(() => button.getAttribute('state')).toBe('not-yet');
    const [popup] = await Promise.all([page.waitForEvent('popup'), button.click()]);
    await popup.getByRole('main').getByRole('button', { name: 'Flattr this' }).click();
    await expect.poll(() => button.getAttribute('state')).toBe('flattred');
    expect(await world.platform.db.flattr.count()).toBe(1);
  });

  it('flattrs without JavaScript, by the link to the same page, and changes nothing by looking', async () => {
    const plain = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    const bare = await plain.newPage();
    await bare.goto(blog.url);
    await bare.getByRole('link', { name: 'Flattr this' }).nth(1).click();
    expect(bare.url()).toContain('/flattr?url=');
    expect(await world.platform.db.flattr.count()).toBe(1);
    await bare.getByRole('main').getByRole('button', { name: 'Flattr this' }).click();
    expect(await world.platform.db.flattr.count()).toBe(2);
    await plain.close();
  });

  it('sees what each flattr is worth so far', async () => {
    await visit('/me/month');
    // 19.17 in the wallet, less 0.95 for the fee, in halves
    expect(await text()).toContain('€9.1057');
  });

  it('reads on the earnings page what the month brought, and finds the transfer at the provider', async () => {
    await context.clearCookies();
    await visit('/sign-in?next=/me/earnings');
    await page.getByLabel('E-mail').fill('noor@people.example');
    await page.getByLabel('Password').fill(password);
    await press(/sign in/i);
    await page.waitForURL(/\/me\/earnings/);
    await page.getByLabel('Country').selectOption('DE');
    await press(/set up/i);
    await page.waitForURL((url) => url.port === `${world.emulator.port}`);
    await page.getByLabel(/name/i).fill('Noor Haddad');
    await page.getByRole('button').last().click();
    await page.waitForURL(/\/me\/earnings/);
    await world.emulator.arrived();
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await turnMonths(world.platform);
    await world.work();
    await visit('/me/earnings');
    expect(await text()).toContain('€18.21');
    const table = await page.evaluate(async () => (await fetch('/me/earnings/2026-11.csv')).text());
    expect(table.split('\n').map((line) => line.split(';').slice(5).join(';'))).toEqual([
      'clicks;revenue;clicks total',
      '1;9,10575;1',
      '1;9,10575;1',
      '',
    ]);
    await world.moveClockTo('2027-01-15T00:00:01Z');
    await turnMonths(world.platform);
    await world.work();
    await visit('/me/earnings');
    const [payout] = await world.platform.db.payout.findMany();
    expect(payout).toMatchObject({ state: 'TRANSFERRED', amountMicros: 18_210_000n });
    await page.goto(world.emulator.url);
    expect(await page.locator('body').innerText()).toContain(payout?.providerTransferId ?? 'no transfer');
  });

  it('is refused a wrong password in a sentence', async () => {
    await context.clearCookies();
    await visit('/sign-in');
    await page.getByLabel('E-mail').fill('ada@people.example');
    await page.getByLabel('Password').fill('something else');
    await press(/sign in/i);
    expect(await text()).toContain('The e-mail address or the password is wrong.');
  });
});
