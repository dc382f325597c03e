import { recordEvidence } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, openBrowser, press, said } from './browsing.ts';
import { createServedWorld, password, type ServedWorld } from './served-world.ts';

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('somebody with a passkey', () => {
  let world: ServedWorld;
  let browser: Browser;
  let page: Page;
  let device: CDPSession;
  let authenticatorId: string;

  beforeAll(async () => {
    world = await createServedWorld();
    browser = await openBrowser();
    await world.joinsByForm('mina');
    page = await (await browser.newContext()).newPage();
    device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    const added = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    authenticatorId = added.authenticatorId;
    await page.goto(`${world.site.url}/sign-in?next=/me/security`);
    await page.getByLabel('E-mail').fill('mina@people.example');
    await page.getByLabel('Password').fill(password);
    await press(page, 'Sign in');
    await page.waitForURL(({ pathname }) => pathname === '/me/security');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  afterEach(({ task }) => {
    recordEvidence({ id: 'S-40', tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 });
  });

  const older = () =>
    world.owner.query("UPDATE sessions SET created_at = created_at - interval '16 minutes'");
  const signedInAt = async (path: string) => {
    await page.context().clearCookies();
    await page.goto(`${world.site.url}/sign-in?next=${path}`);
    await press(page, 'Use a passkey');
  };

  it('adds it once they have proven of late who they are (S-40)', async () => {
    await older();
    await press(page, 'Add a passkey of this device');
    await page.waitForURL(/\/me\/confirm/);
    await page.getByLabel('Password').fill(password);
    await press(page, 'It is me');
    await page.waitForURL(({ pathname }) => pathname === '/me/security');
    await press(page, 'Add a passkey of this device');
    await page.waitForURL(/done=passkey-added/);
    expect(await said(page)).toMatch(/Your passkey is added.*Chrome on Linux added \d+ November 2026/);
  });

  it('signs in with it, without a password, and where they were going (S-40)', async () => {
    await signedInAt('/me/budget');
    await page.waitForURL(({ pathname }) => pathname === '/me/budget');
    const { rows } = await world.owner.query('SELECT counter FROM passkeys');
    expect(rows).toEqual([{ counter: expect.any(Number) }]);
  });

  it('proves with it once more who they are (S-40)', async () => {
    await older();
    await page.goto(`${world.site.url}/me/confirm?next=/me/tokens`);
    await press(page, 'Use a passkey');
    await page.waitForURL(({ pathname }) => pathname === '/me/tokens');
    const { rows } = await world.owner.query(
      "SELECT FROM sessions WHERE created_at > now() - interval '1 minute'",
    );
    expect(rows).toHaveLength(1);
  });

  it('is refused where nobody unlocked the device, or the key is not known here (S-40)', async () => {
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await signedInAt('/me/budget');
    await page.getByText('Your device gave no passkey.').waitFor();
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    const { rows } = await world.owner.query('DELETE FROM passkeys RETURNING credential_id');
    expect(rows).toHaveLength(1);
    await signedInAt('/me/budget');
    await page.waitForURL(/refusal=passkey-refused/);
    expect(await said(page)).toContain('This passkey is not known here');
  });
});
