import { scale } from '@flattr/evidence';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { CreateTokenDocument } from '@flattr/sdk';
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

describe.runIf(executablePath && scale() !== 'quick')('somebody whose player tells what they played', () => {
  let world: ServedWorld;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    world = await createServedWorld();
    browser = await chromium.launch({ executablePath, args: flags });
    const { client } = await world.joinsByForm('mina');
    const input = { name: 'My player', scopes: ['LISTENS_WRITE' as const] };
    const { secret } = (await client.request(CreateTokenDocument, { input })).createToken;
    const now = Math.floor(Date.now() / 1000);
    const played = (name: string, plays: number) =>
      Array.from({ length: plays }, (_, at) => ({
        listened_at: now - at,
        track_metadata: {
          artist_name: 'Noor',
          track_name: name,
          additional_info: { origin_url: `https://noor.example/${name}` },
        },
      }));
    const body = { listen_type: 'import', payload: [...played('night-train', 12), ...played('rain', 1)] };
    const answer = await fetch(`${world.site.url}/1/submit-listens`, {
      method: 'POST',
      headers: { authorization: `Token ${secret}` },
      body: JSON.stringify(body),
    });
    expect(await answer.json()).toEqual({ status: 'ok' });
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    page = await context.newPage();
    await page.goto(`${world.site.url}/sign-in?next=/me/month`);
    await page.getByLabel('E-mail').fill('mina@people.example');
    await page.getByLabel('Password').fill(password);
    await page
      .getByRole('main')
      .getByRole('button', { name: /sign in/i })
      .click();
    await page.waitForURL(/\/me\/month/);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const suggested = () => page.getByRole('region', { name: 'You played these' });

  it('flattrs one and dismisses another, without JavaScript and on a small screen', async () => {
    expect((await suggested().innerText()).replace(/\s+/g, ' ')).toMatch(
      /night-train – Noor Played 12 times this month .* rain – Noor Played once this month/,
    );
    const wide = await page
      .locator('html')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(wide).toBe(0);
    await suggested().getByRole('button', { name: 'Not this one' }).last().click();
    expect(await suggested().getByRole('listitem').count()).toBe(1);
    await suggested().getByRole('button', { name: 'Flattr this' }).click();
    await page.waitForURL(/\/me\/month/);
    expect(await suggested().count()).toBe(0);
    expect(await page.getByRole('main').innerText()).toContain('noor.example/night-train');
  });
});
