import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch, readConfig } from '@flattr/adapters';
import { standClaims } from '@flattr/domain/claims/stand-claims';
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

describe.runIf(executablePath)('a creator with a browser', () => {
  let world: ServedWorld;
  let server: Server;
  let site: string;
  let browser: Browser;
  let page: Page;
  let rival: Page;
  const files = new Map<string, string>();

  beforeAll(async () => {
    server = createServer((request, answer) => {
      const file = files.get(request.url ?? '');
      answer.writeHead(file ? 200 : 404, { 'content-type': 'text/html' }).end(file ?? 'nothing here');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    site = `http://ann.example:${port}/`;
    const { fetchAllow: allow } = readConfig({ FLATTR_FETCH_ALLOW: `ann.example:${port}=127.0.0.1:${port}` });
    const fetcher = createGuardedFetch({ origin: site, allow, lookUpTxt: async () => [] });
    world = await createServedWorld({ fetcher });
    browser = await chromium.launch({ executablePath, args: flags });
    page = await signedIn('ann');
    rival = await signedIn('ben');
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await world?.close();
  });

  /** A page of somebody who joined, in a browser without JavaScript. */
  const signedIn = async (handle: string): Promise<Page> => {
    await world.joinsByForm(handle);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const signing = await context.newPage();
    await signing.goto(`${world.site.url}/sign-in?next=/me/sites`);
    await signing.getByLabel('E-mail').fill(`${handle}@people.example`);
    await signing.getByLabel('Password').fill(password);
    await signing
      .getByRole('main')
      .getByRole('button', { name: /sign in/i })
      .click();
    await signing.waitForURL(/\/me\/sites/);
    return signing;
  };

  const text = async (of: Page = page) => (await of.getByRole('main').innerText()).replace(/\s+/g, ' ');

  const claimSite = async (address: string, by: Page = page) => {
    await by.getByLabel('Your site').fill(address);
    await by.getByRole('button', { name: 'Claim this site' }).click();
  };

  const look = async (by: Page = page) => {
    await world.owner.query("UPDATE claims SET checked_at = checked_at - interval '1 minute'");
    await by.getByRole('button', { name: 'Look now' }).first().click();
  };

  const copied = (by: Page, title: string) => by.getByLabel(`${title}: the text to copy`).first().innerText();

  const days = async (moment: string) => {
    await world.moveClockTo(moment);
    await standClaims(world.platform);
    await world.work();
    await page.goto(`${world.site.url}/me/sites`);
  };

  it('is told why an address cannot be claimed', async () => {
    await claimSite('github.io');
    expect(await text()).toContain('Under this name many people have sites of their own.');
    expect(await page.getByLabel('Your site').inputValue()).toBe('github.io');
    await claimSite('http://127.0.0.1/');
    expect(await text()).toContain('Give its public address.');
  });

  it('is warned of a name that looks like another, shown in punycode', async () => {
    await claimSite('https://аррӏе.com/');
    expect(await text()).toContain('https://xn--80ak6aa92e.com/');
    expect(await text()).toContain('It looks like apple.com, which is another site.');
    await page.getByRole('button', { name: /^Withdraw/ }).click();
    expect(await text()).toContain('You have claimed no site yet.');
  });

  it('is refused without a proof, and reads what was found in each place', async () => {
    await claimSite(site);
    expect(await text()).toContain('Not proven yet');
    await look();
    expect(await text()).toContain('We have not found your proof.');
    expect(await text()).toContain('It has to answer with status 200. (404)');
    await page.getByRole('button', { name: 'Look now' }).click();
    expect(await text()).toContain('Wait ten seconds and let us look again.');
  });

  it('puts the copied text in its place and is accepted, to wait until a day', async () => {
    await page.goto(`${world.site.url}/me/sites`);
    files.set('/.well-known/flattr.json', await copied(page, 'A file'));
    await look();
    expect(await text()).toContain('Proven, waiting');
    expect(await text()).toContain('29 November 2026');
    await page.getByText('The proofs, of which').click();
    expect(await text()).toContain('Here is your proof.');
  });

  it('is frozen by a rival who has a proof, and free when that one withdraws', async () => {
    await claimSite(`${site}folder`, rival);
    files.set(
      '/folder/',
      `<!doctype html><html><head>${await copied(rival, 'A line in your page')}</head></html>`,
    );
    await look(rival);
    expect(await text(rival)).toContain('Frozen');
    await page.reload();
    expect(await text()).toContain('Frozen: somebody else has proven it too');
    await rival.getByRole('button', { name: /^Withdraw/ }).click();
    await page.reload();
    expect(await text()).toContain('Proven, waiting');
  });

  it('owns the site two weeks later, and is told once the proof is gone', async () => {
    await days('2026-11-30T12:00:00Z');
    expect(await text()).toContain('Yours');
    files.clear();
    await days('2026-12-31T12:00:00Z');
    expect(await text()).toContain('is missing since 31 December 2026');
    await days('2027-01-07T12:01:00Z');
    expect(await text()).toContain('Suspended: the proof is gone');
    expect((await world.mailbox.list()).map(({ subject }) => subject)).toContain(
      `We no longer find your proof on ${site}`,
    );
    files.set('/.well-known/flattr.json', await copied(page, 'A file'));
    await look();
    expect(await text()).toContain('What is registered here is yours, whoever registers it.');
  });
});
