import { needsProgram } from '@flattr/evidence/needs-program';
import { type Browser, chromium, type Page } from 'playwright-core';
import { password, type ServedWorld } from './served-world.ts';

export const executablePath = needsProgram('chromium', ['/usr/bin/chromium']);

export const flags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  '--disable-background-networking',
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args: flags });

/** A page of somebody who joined and signed in, in a browser without JavaScript. */
export const signsIn = async (
  world: ServedWorld,
  browser: Browser,
  handle: string,
  next: string,
): Promise<Page> => {
  await world.joinsByForm(handle);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${world.site.url}/sign-in?next=${next}`);
  await page.getByLabel('E-mail').fill(`${handle}@people.example`);
  await page.getByLabel('Password').fill(password);
  await press(page, /sign in/i);
  await page.waitForURL((url) => url.pathname === next);
  return page;
};

export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('button', { name }).first().click();

/** Leaves a page while something happens, so that it does not look again by itself meanwhile, and comes back to it or to another. */
export const leaveWhile = async (page: Page, work: () => Promise<void>, to = page.url()): Promise<string> => {
  await page.goto('about:blank');
  await work();
  await page.goto(to);
  return said(page);
};

/** What a page says. */
export const said = async (page: Page): Promise<string> =>
  (await page.getByRole('main').innerText()).replace(/\s+/g, ' ');
