import type { UserId } from '@flattr/domain/ids';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { allSuites } from '@flattr/evidence/needs-program';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, leaveWhile, openBrowser, press, said, signsIn } from './browsing.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('a creator with a browser, without JavaScript', () => {
  let world: ServedWorld;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    world = await createServedWorld();
    browser = await openBrowser();
    page = await signsIn(world, browser, 'noor', '/me/earnings');
    const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'noor' } });
    const song = await world.publishes({ id: id as UserId, handle: 'noor' }, 'https://noor.example/song');
    const fan = await world.joins('fan');
    await world.funds(fan, '20.00');
    await world.flattrs(fan, song);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  /** Lets the provider tell what happened, and looks again. */
  const hears = () =>
    leaveWhile(
      page,
      async () => {
        await world.emulator.arrived();
        await world.work();
      },
      `${world.site.url}/me/earnings`,
    );

  const day = async (moment: string) => {
    await world.moveClockTo(moment);
    await turnMonths(world.platform);
    return hears();
  };

  const atProvider = () => page.waitForURL((url) => url.port === `${world.emulator.port}`);
  const isBack = () => page.waitForURL(/\/me\/earnings\?set-up=/);

  /** Presses a button of the only payout on the provider's own dashboard. */
  const bank = async (answer: 'Paid' | 'Fail') => {
    await page.goto(world.emulator.url);
    const payouts = page.getByRole('table', { name: 'Payouts' }).getByRole('row');
    await payouts.getByRole('button', { name: answer }).first().click();
    return hears();
  };

  const mails = async (about: string) =>
    (await world.mailbox.list()).filter(
      ({ to, subject }) => to.startsWith('noor') && subject.includes(about),
    );

  it('leaves the provider’s page half-way, reads what is missing, and goes on where it stopped', async () => {
    await page.getByLabel('Country').selectOption('DE');
    await press(page, 'Set up payouts');
    await atProvider();
    await page.getByRole('button', { name: 'Leave for now' }).click();
    await isBack();
    expect(await said(page)).toContain('If you left its page before that, go on where you stopped');
    const text = await hears();
    expect(text).toContain('Payouts are not set up yet');
    expect(text).toContain('You left the provider’s page before it was complete.');
    await press(page, 'Go on at the payment provider');
    await atProvider();
    await page.getByLabel(/full name/i).fill('Noor Haddad');
    await page.getByRole('button', { name: 'Submit' }).click();
    await isBack();
    expect(await hears()).toContain('Your payouts are set up.');
  });

  it('asks for what is free, and the bank sends it back: reads why, and what to do', async () => {
    await day('2026-12-01T00:00:01Z');
    await world.moveClockTo('2026-12-30T00:00:01Z');
    expect(await hears()).toContain('€18.2115 free to be paid out €18.2115');
    await press(page, 'Pay out €18.21 now');
    expect(await hears()).toContain('on its way to your bank');
    const text = await bank('Fail');
    expect(text).toContain('Your last payout did not go through €18.21 came back on 30 December.');
    expect(text).toContain('The bank account has been closed.');
    expect(text).toContain('free to be paid out €18.2115');
    expect(text).toContain('The payment provider needs something from you');
    expect(text).toContain('the bank account that your payouts go to (external_account)');
    const [mail] = await mails('Your payout of 18.21 EUR did not go through');
    expect(mail?.text).toContain(`${world.site.url.replace('127.0.0.1', 'localhost')}/me/earnings`);
  });

  it('gives another bank account, asks again, and is paid', async () => {
    await press(page, 'Go on at the payment provider');
    await atProvider();
    expect(await page.locator('body').innerText()).toContain('Still asked for: external_account');
    await page.getByLabel(/full name/i).fill('Noor Haddad');
    await page.getByLabel(/IBAN/).fill('AT611904300234573201');
    await page.getByRole('button', { name: 'Submit' }).click();
    await isBack();
    const ready = await hears();
    expect(ready).toContain('Your payouts are set up.');
    expect(ready).toContain('you can ask for the payout again below');
    await press(page, 'Pay out €18.21 now');
    await hears();
    const paid = await bank('Paid');
    expect(paid).toMatch(/Paid out 30 December 2026 paid, transfer tr_\w+ €18\.21/);
    expect(paid).toContain('did not go through; the money is still yours');
    expect(paid).not.toContain('Your last payout did not go through');
    const payouts = await world.platform.db.payout.findMany({ orderBy: { id: 'asc' } });
    expect(payouts.map(({ state }) => state)).toEqual(['FAILED', 'PAID']);
  });

  it('is stopped by the provider, and reads that it is and what can be done', async () => {
    const payee = await world.platform.db.payee.findFirstOrThrow();
    await world.emulator.control.setAccountState(payee.providerAccountId, 'rejected');
    const text = await hears();
    expect(text).toContain('Your payouts are stopped');
    expect(text).toContain('Its reason: it has turned your account down (rejected.other).');
    expect(await mails('Your payouts are stopped')).toHaveLength(2);
    await press(page, 'Go on at the payment provider');
    await atProvider();
    expect(await page.locator('body').innerText()).toContain('This account has been rejected');
    await page.getByRole('link', { name: 'Go back' }).click();
    await isBack();
  });
});
