import type { UserId } from '@flattr/domain/ids';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { allSuites } from '@flattr/evidence/needs-program';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath, leaveWhile, openBrowser, press, said, signsIn } from './browsing.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

const declined = '4000 0000 0000 0002';
const mastercard = '5555 5555 5555 4444';
const asksEachTime = '4000 0027 6000 3184';
const takesNoRefund = '4000 0000 0000 5126';

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('a supporter with a browser, without JavaScript', () => {
  let world: ServedWorld;
  let browser: Browser;
  let ada: Page;
  let bob: Page;

  beforeAll(async () => {
    world = await createServedWorld();
    browser = await openBrowser();
    ada = await signsIn(world, browser, 'ada', '/me/budget');
    bob = await signsIn(world, browser, 'bob', '/me/budget');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const atProvider = (page: Page) => page.waitForURL((url) => url.port === `${world.emulator.port}`);

  /** Types a card on the provider's page. */
  const types = async (page: Page, number: string) => {
    await page.getByLabel('Card number').fill(number);
    await page.getByLabel('CVC').fill('123');
    await page.getByRole('button', { name: /^(Pay|Save card)/ }).click();
  };

  const setsBudget = async (page: Page, amount: string) => {
    await page.getByLabel('A month').fill(amount);
    await press(page, /set my budget|save/i);
    await page.getByLabel('1 month').check();
  };

  const funds = async (page: Page) => {
    await press(page, 'Fund my wallet');
    await atProvider(page);
  };

  /** Lets the provider tell what happened, and looks again. */
  const hears = async (page: Page) => {
    await page.waitForURL(/\/me\/budget/);
    return leaveWhile(page, async () => {
      await world.emulator.arrived();
      await world.work();
    });
  };

  const provider = (page: Page) => page.locator('body').innerText();

  const mailOf = async (handle: string, about: string) =>
    (await world.mailbox.list()).find(({ to, subject }) => to.startsWith(handle) && subject.includes(about));

  it('reads what each choice of months costs before paying', async () => {
    await setsBudget(ada, '20.00');
    const text = await said(ada);
    expect(text).toContain('1 month €20.00 about €19.17 arrives, card fee €0.83 (4.2%)');
    expect(text).toContain('12 months €240.00 about €232.79 arrives, card fee €7.21 (3.0%)');
    expect(text).toContain('None is saved, so nothing fills your wallet by itself');
  });

  it('whose card is declined is told so on the payment page, and pays with another', async () => {
    await funds(ada);
    await types(ada, declined);
    expect(await provider(ada)).toContain('Your card was declined.');
    await ada.getByRole('link', { name: 'Cancel' }).click();
    expect(await hears(ada)).toContain('not finished, nothing was taken');
    await funds(ada);
    await types(ada, declined);
    await types(ada, '4242 4242 4242 4242');
    const text = await hears(ada);
    expect(text).toContain('Thank you. €19.17 arrived in your wallet.');
    expect(text).toContain('Visa ending in 4242');
  });

  it('whose bank asks says no, is told that nothing was paid, then says yes', async () => {
    await setsBudget(bob, '10.00');
    await funds(bob);
    await types(bob, asksEachTime);
    await bob.getByRole('button', { name: 'Fail authentication' }).click();
    expect(await provider(bob)).toContain('We are unable to authenticate your payment method.');
    await types(bob, asksEachTime);
    await bob.getByRole('button', { name: 'Complete authentication' }).click();
    expect(await hears(bob)).toContain('Thank you. €9.46 arrived in your wallet.');
  });

  it('changes the card, after one that cannot be saved, and pays nothing for it', async () => {
    await press(ada, 'Change card');
    await atProvider(ada);
    await types(ada, declined);
    expect(await provider(ada)).toContain('Your card was declined.');
    await types(ada, mastercard);
    const text = await hears(ada);
    expect(text).toContain('Your card is saved, and nothing was taken from it.');
    expect(text).toContain('Mastercard ending in 4444 Good until the end of December 2034.');
    expect(text).toContain('In my wallet €19.17');
  });

  it('whose bank asks while nobody is there gets a mail, follows it and pays', async () => {
    const joined = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'bob' } });
    const thing = await world.publishes(await world.joins('cay'), 'https://cay.example/');
    await world.flattrs({ id: joined.id as UserId, handle: 'bob' }, thing);
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await turnMonths(world.platform);
    await world.work();
    const mail = await mailOf('bob', 'Your card was not charged 10.00 EUR');
    expect(mail?.text).toContain('This transaction requires authentication.');
    const [link = ''] = /http\S+/.exec(mail?.text ?? '') ?? [];
    await bob.goto(link);
    const text = await said(bob);
    expect(text).toContain('Your card was not charged On 1 December it was to fill your wallet with €10.00.');
    expect(text).toContain('if your bank wants to ask whether it is you, it does so there.');
    await bob.getByRole('link', { name: 'pay now' }).click();
    await funds(bob);
    await types(bob, asksEachTime);
    await bob.getByRole('button', { name: 'Complete authentication' }).click();
    const paid = await hears(bob);
    expect(paid).toContain('Thank you. €9.46 arrived in your wallet.');
    expect(paid).not.toContain('Your card was not charged');
  });

  it('removes the card that filled the wallet by itself, and keeps what is in it', async () => {
    await ada.goto(`${world.site.url}/me/budget`);
    expect(await said(ada)).toContain('by itself: €19.17 arrived in the wallet');
    await ada.getByText('Remove card').click();
    await press(ada, 'Yes, remove it');
    const text = await hears(ada);
    expect(text).toContain('None is saved');
    expect(text).toContain('In my wallet €38.34');
    expect(text).toContain('You give €20.00 a month.');
  });

  it('gets back what is in the wallet, and reads of what a bank did not take', async () => {
    await ada.getByText('Get €38.34 back').click();
    await press(ada, 'Yes, send it back');
    expect(await said(ada)).toContain('on its way to your card');
    expect(await hears(ada)).toContain('sent back to your card');
    expect(await mailOf('ada', '19.17 EUR is on its way back')).toBeDefined();
    await funds(ada);
    await types(ada, takesNoRefund);
    expect(await hears(ada)).toContain('Thank you. €19.17 arrived in your wallet.');
    await ada.getByText('Get €19.17 back').click();
    await press(ada, 'Yes, send it back');
    await hears(ada);
    const text = await hears(ada);
    expect(text).toContain('could not be sent back, and is in your wallet again');
    expect(text).toContain('In my wallet €19.17');
  });
});
