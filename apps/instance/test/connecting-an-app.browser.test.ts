import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allSuites } from '@flattr/evidence/needs-program';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, openBrowser, press, said, signsIn } from './browsing.ts';
import { type OAuthClient, oauthClient } from './oauth-client.ts';
import { asksWith, registers } from './oauth-world.ts';
import { createServedWorld, password, type ServedWorld } from './served-world.ts';

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('somebody with a browser, without JavaScript', () => {
  let world: ServedWorld;
  let browser: Browser;
  let page: Page;
  let server: Server;
  let app: OAuthClient;
  const who = '{ viewer { user { handle } } }';

  beforeAll(async () => {
    server = createServer((_request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/html' }).end('<main>Back at the player</main>');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    world = await createServedWorld();
    browser = await openBrowser();
    const { port } = server.address() as AddressInfo;
    app = await registers(world, await world.joinsByForm('ada'), `http://127.0.0.1:${port}/back`);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await world?.close();
  });

  const isBack = (url: URL) => url.pathname === '/back';

  it('is led from an app to sign in, reads what it asks, allows it, and is led back with a code', async () => {
    await world.joinsByForm('mina');
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    const begun = app.begin('flattr:write me:read offline_access');
    await page.goto(begun.url);
    await page.getByLabel('E-mail').fill('mina@people.example');
    await page.getByLabel('Password').fill(password);
    await press(page, /sign in/i);
    await page.waitForURL((url) => url.pathname === '/oauth/consent');
    const text = await said(page);
    expect(text).toContain('Player asks to act for you You are signed in as @mina.');
    expect(text).toContain('The app says that its page is player.example, and was registered by @ada.');
    expect(text).toMatch(
      /allowed to Flattr, and take a flattr back, as you Read your budget and your month Go on while/,
    );
    expect(text).not.toContain('earnings. ');
    await press(page, 'Allow');
    await page.waitForURL(isBack);
    const tokens = await app.redeem(app.finish(begun, page.url()), begun.verifier);
    expect(await asksWith(world, tokens.access_token, who)).toEqual({ viewer: { user: { handle: 'mina' } } });
    const again = app.begin('me:read');
    await page.goto(again.url);
    expect(app.finish(again, page.url())).not.toBe('');
    const more = app.begin('earnings:read');
    await page.goto(more.url);
    await press(page, 'Do not allow');
    await page.waitForURL(isBack);
    expect(() => app.finish(more, page.url())).toThrow('access_denied');
    await page.goto(`${world.site.url}/me/apps`);
    expect(await said(page)).toMatch(/Player Flattr, and take .* Connected .* Disconnect/);
    await page.getByRole('button', { name: 'Disconnect Player' }).click();
    expect(await said(page)).toContain('No app is connected to you.');
    expect(await asksWith(world, tokens.access_token, who)).toBe('UNAUTHENTICATED');
  });

  it('is told what is wrong with an app that asks in a way that cannot be trusted', async () => {
    await page.goto(app.begin('me:read', { redirect_uri: 'https://evil.example/' }).url);
    expect(await said(page)).toContain('an address that it has not registered here. Nothing was allowed.');
    await page.goto(
      `${world.site.url}/oauth/consent?client_id=${app.app.clientId}&scope=me:read&redirect_uri=https://x.example/`,
    );
    await press(page, 'Allow');
    expect(await said(page)).toContain('This request is too old, or was changed on the way.');
  });

  it('types the code of a device, compares it, and allows it or not', async () => {
    const cli = await oauthClient(world.site.url, { clientId: 'flattr-cli', redirectUri: '' });
    const begun = await cli.post('device_authorization_endpoint', { scope: 'things:write' });
    await page.goto(`${world.site.url}/device`);
    await page.getByLabel('The code that it shows').fill('wrong');
    await press(page, 'Go on');
    expect(await said(page)).toContain('No device waits with this code.');
    await page.getByLabel('The code that it shows').fill(begun.user_code?.toLowerCase() ?? '');
    await press(page, 'Go on');
    expect(await said(page)).toMatch(
      new RegExp(
        `The flattr command asks .*as @mina. The app is this site’s own. .* this code: ${begun.user_code} Only allow`,
      ),
    );
    await press(page, 'Allow');
    expect(await said(page)).toContain('Your device is connected');
    const device = {
      device_code: begun.device_code ?? '',
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    };
    expect(await cli.post('token_endpoint', device)).toMatchObject({ status: 200, scope: 'things:write' });
    const other = await cli.post('device_authorization_endpoint', { scope: 'things:write' });
    await page.goto(`${world.site.url}/device?user_code=${other.user_code}`);
    await press(page, 'Do not allow');
    expect(await said(page)).toContain('Your device is turned away');
  });

  it('registers an app, sees its secret once, makes another, changes it and deletes it', async () => {
    page = await signsIn(world, browser, 'ben', '/me/apps');
    const fills = async (uris: string) => {
      await page.getByLabel('Name').fill('Shop');
      await page.getByLabel('Web page').fill('https://shop.example');
      await page.getByLabel('Redirect URIs').fill(uris);
    };
    await fills('http://shop.example/back');
    await page.getByLabel('It runs on a server and keeps a secret').check();
    await press(page, 'Register it');
    expect(await said(page)).toContain('A redirect URI is a whole https address');
    await fills('https://shop.example/back http://localhost/back');
    await press(page, 'Register it');
    const [first] = /flt_ocs_[\w-]{43}/.exec(await said(page)) ?? [];
    expect(first).toBeDefined();
    await page.goto(`${world.site.url}/me/apps`);
    expect(await said(page)).not.toContain('flt_ocs_');
    await page.getByRole('link', { name: 'Shop' }).click();
    await press(page, 'Make a new secret');
    const [second] = /flt_ocs_[\w-]{43}/.exec(await said(page)) ?? [];
    expect(second).not.toBe(first);
    await page.getByLabel('Name').fill('Shop of Ben');
    await press(page, 'Save');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Shop of Ben');
    await page.getByText('Delete this app').click();
    await press(page, 'Delete it for good');
    expect(await said(page)).not.toContain('Shop of Ben');
  });
});
