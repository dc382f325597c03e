import { scaleOf } from '@flattr/evidence';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgedBy, languages } from './button-cases.ts';
import { readmeSnippet } from './readme-snippet.ts';
import { startTwoOrigins, type TwoOrigins } from './two-origins.ts';

const executablePath = needsProgram('chromium', ['/usr/bin/chromium']);
const args =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

describe.runIf(executablePath)('the button on a page of another origin', () => {
  let browser: Browser;
  let origins: TwoOrigins;
  let context: BrowserContext;
  let page: Page;

  const post = 'https://blog.example/a post?x=1&y=ü#part';
  const linkTo = (url: string): string => `${origins.instance}/flattr?${new URLSearchParams({ url })}`;
  const markup = (text = 'Flattr this'): string =>
    `<flattr-button><a href="${linkTo(post).replaceAll('&', '&amp;')}">${text}</a></flattr-button>`;
  const button = () => page.getByRole('button');
  const state = () => page.locator('flattr-button').getAttribute('state');
  const eventually = (value: string) => expect.poll(state, { timeout: 5_000, interval: 50 }).toBe(value);

  const visit = async (
    body = markup(),
    options?: { head?: string; policy?: string; script?: string },
  ): Promise<void> => {
    origins.show(body, options);
    await page.goto(origins.blog);
    await page.waitForSelector('flattr-button[state]');
  };
  const openPopup = async (press = () => button().click()): Promise<Page> => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), press()]);
    await popup.waitForLoadState();
    return popup;
  };
  const nonceOf = (popup: Page): string => new URL(popup.url()).searchParams.get('nonce') ?? '';
  const say = (popup: Page, data: unknown): Promise<void> =>
    popup.evaluate(([message, origin]) => window.opener.postMessage(message, origin), [
      data,
      origins.blog,
    ] as const);
  const confirm = (popup: Page, answer = 'flattred'): Promise<void> =>
    say(popup, { flattr: 1, nonce: nonceOf(popup), state: answer });
  /** Long enough for a message that is not ignored to be seen. */
  const settle = () => page.waitForTimeout(150);

  beforeAll(async () => {
    origins = await startTwoOrigins();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: args.split(' ') });
  });
  afterAll(async () => {
    await browser?.close();
    await origins?.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(() => context.close());

  it('asks the instance for nothing but its script before the click, and sends it no cookie', async () => {
    await context.addCookies([{ name: 'session', value: 'secret', url: origins.instance, sameSite: 'Lax' }]);
    const cookies: (string | undefined)[] = [];
    page.on('request', async (request) => {
      if (request.url().startsWith(origins.instance)) cookies.push((await request.allHeaders()).cookie);
    });
    await visit();
    await button().hover();
    await page.waitForLoadState('networkidle');
    expect(origins.asked).toEqual(['/button.js']);
    expect(cookies).toEqual([undefined]);
  });

  it('opens our page in a popup with the thing, this origin and a nonce that is new each time', async () => {
    await visit();
    const popup = await openPopup();
    const address = new URL(popup.url());
    expect(address.origin + address.pathname).toBe(`${origins.instance}/flattr`);
    expect(address.searchParams.get('url')).toBe(new URL(post).href);
    expect(address.searchParams.get('origin')).toBe(origins.blog);
    expect(nonceOf(popup)).toMatch(/^[\w-]{16,64}$/);
    expect(await state()).toBe('opening');

    await popup.close();
    await eventually('not-yet');
    expect(nonceOf(await openPopup())).not.toBe(nonceOf(popup));
  });

  it('shows, says and tells the page what was confirmed in the popup', async () => {
    await visit(markup('Danke sagen'));
    expect(await button().textContent()).toBe('Danke sagen');
    await page.evaluate(() => {
      document.body.addEventListener('flattr', (event) => {
        document.title = JSON.stringify(event instanceof CustomEvent && event.detail);
      });
    });
    const popup = await openPopup();
    await confirm(popup);
    await eventually('flattred');
    expect(await button().textContent()).toBe('Flattred');
    expect(await page.getByRole('status').textContent()).toBe('Flattred');
    expect(JSON.parse(await page.title())).toEqual({ url: new URL(post).href, state: 'flattred' });

    await popup.close();
    await page.waitForTimeout(700);
    expect(await state()).toBe('flattred');
  });

  it('can be pressed again when flattred, where it is kept or undone', async () => {
    await visit();
    const first = await openPopup();
    await confirm(first);
    await eventually('flattred');
    await first.close();
    await page.waitForTimeout(700);

    const second = await openPopup();
    expect(await state()).toBe('opening');
    await second.close();
    await eventually('flattred');

    await confirm(await openPopup(), 'undone');
    await eventually('not-yet');
    expect(await button().textContent()).toBe('Flattr this');
    expect(await page.getByRole('status').textContent()).toBe('No longer flattred');
  });

  it('works with the markup that the README gives', async () => {
    const html = await readmeSnippet('html');
    await visit(html.replaceAll('https://flattr.example', origins.instance));
    const popup = await openPopup();
    expect(new URL(popup.url()).searchParams.get('url')).toBe('https://blog.example/bread');
    await confirm(popup);
    await eventually('flattred');
  });

  it('returns to not yet when the popup is closed without confirming', async () => {
    await visit();
    const popup = await openPopup();
    await popup.close();
    await eventually('not-yet');
  });

  it('brings an open popup forward instead of opening another', async () => {
    await visit();
    await openPopup();
    await button().click();
    await settle();
    expect(context.pages()).toHaveLength(2);
  });

  describe('a message that is not the popup’s confirmation (S-21)', () => {
    let popup: Page;
    let nonce: string;
    let errors: string[];

    beforeEach(async () => {
      errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await visit();
      popup = await openPopup();
      nonce = nonceOf(popup);
    });

    const expectIgnored = async (): Promise<void> => {
      await settle();
      expect(await state()).toBe('opening');
      expect(errors).toEqual([]);
      await confirm(popup);
      await eventually('flattred');
    };

    it('is ignored from another origin', async () => {
      await page.evaluate((n) => window.postMessage({ flattr: 1, nonce: n, state: 'flattred' }, '*'), nonce);
      await expectIgnored();
    });

    it('is ignored from the popup itself once it shows another origin', async () => {
      await Promise.all([
        popup.waitForURL(origins.blog),
        popup.evaluate((to) => location.assign(to), origins.blog),
      ]);
      await say(popup, { flattr: 1, nonce, state: 'flattred' });
      await settle();
      expect(await state()).toBe('opening');
    });

    it('is ignored from another window of the instance', async () => {
      await page.evaluate((instance) => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.src = `${instance}/flattr`;
      }, origins.instance);
      const frame = page.frameLocator('iframe');
      await frame.locator('h1').waitFor();
      await frame
        .locator('h1')
        .evaluate(
          (_h1, [n, origin]) => window.parent.postMessage({ flattr: 1, nonce: n, state: 'flattred' }, origin),
          [nonce, origins.blog] as const,
        );
      await expectIgnored();
    });

    it('is ignored with another nonce or none, another shape, or a state that is none', async () => {
      for (const other of forgedBy(nonce)) {
        await say(popup, other);
        await settle();
        expect([other, await state()]).toEqual([other, 'opening']);
      }
      await expectIgnored();
    });
  });

  it.each(['Enter', ' '])('opens the popup by the keyboard: "%s"', async (key) => {
    await visit();
    await page.keyboard.press('Tab');
    expect(await button().evaluate((element) => element.matches(':focus-visible'))).toBe(true);
    const popup = await openPopup(() => page.keyboard.press(key));
    expect(new URL(popup.url()).pathname).toBe('/flattr');
  });

  it('is a link to the same page without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const tab = await plain.newPage();
    origins.show(markup());
    await tab.goto(origins.blog);
    await tab.getByRole('link', { name: 'Flattr this' }).click();
    await tab.waitForURL(linkTo(post));
    await plain.close();
  });

  it('follows the link where popups are blocked', async () => {
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await visit();
    await button().click();
    await page.waitForURL(linkTo(new URL(post).href));
  });

  it.each([
    ['its attribute first', 'url="https://one.example/"', '', 'https://one.example/'],
    ['a relative one against the page', 'url="/two"', '', '/two'],
    [
      'the page’s canonical link',
      '',
      '<link rel="canonical" href="https://three.example/">',
      'https://three.example/',
    ],
    ['the page', '', '', '/'],
  ])('finds what to flattr, without a link of its own: %s', async (_name, attribute, head, expected) => {
    await visit(`<flattr-button ${attribute}></flattr-button>`, { head });
    const address = new URL((await openPopup()).url());
    expect(address.origin).toBe(origins.instance);
    expect(address.searchParams.get('url')).toBe(new URL(expected, origins.blog).href);
  });

  it('tells the popup what the thing is, for one that nobody has registered', async () => {
    await visit(
      '<flattr-button url="https://one.example/" title="Å & B" kind="AUDIO" tags="a,b" lang="sv" class="x"></flattr-button>',
    );
    const {
      origin: _origin,
      nonce: _nonce,
      ...told
    } = Object.fromEntries(new URL((await openPopup()).url()).searchParams);
    expect(told).toEqual({
      url: 'https://one.example/',
      title: 'Å & B',
      kind: 'AUDIO',
      tags: 'a,b',
      lang: 'sv',
    });
  });

  it('forgets what it knew when its address is changed', async () => {
    await visit();
    await confirm(await openPopup());
    await eventually('flattred');
    await page
      .locator('flattr-button')
      .evaluate((element) => element.setAttribute('url', 'https://other.example/'));
    expect(await state()).toBe('not-yet');
    expect(new URL((await openPopup()).url()).searchParams.get('url')).toBe('https://other.example/');
  });

  it('works under a policy that allows its script alone, and breaks none of it', async () => {
    const violations: string[] = [];
    page.on('console', (message) => violations.push(message.text()));
    page.on('pageerror', (error) => violations.push(error.message));
    await visit(markup(), {
      policy: `default-src 'none'; img-src data:; script-src ${origins.instance}; require-trusted-types-for 'script'`,
    });
    expect(await button().evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(34, 26, 20)',
    );
    await confirm(await openPopup());
    await eventually('flattred');
    expect(violations).toEqual([]);
  });

  it('shows this month’s count where it is asked for, and without a cookie', async () => {
    await context.addCookies([{ name: 'session', value: 'secret', url: origins.instance, sameSite: 'Lax' }]);
    const [asked] = await Promise.all([
      page.waitForRequest((request) => request.url().includes('/counts')),
      visit(`<flattr-button count url="${post.replaceAll('&', '&amp;')}"></flattr-button>`),
    ]);
    expect(new URL(asked.url()).searchParams.get('url')).toBe(new URL(post).href);
    expect((await asked.allHeaders()).cookie).toBeUndefined();
    await expect.poll(() => button().textContent()).toBe('Flattr this 1204');
  });

  it('says that there is no network, and opens the popup once there is', async () => {
    await visit();
    await context.setOffline(true);
    await button().click();
    expect([await state(), await page.getByRole('status').textContent()]).toEqual(['offline', 'Offline']);
    await context.setOffline(false);
    await confirm(await openPopup());
    await eventually('flattred');
  });

  it('says that the thing is the visitor’s own, once they have said so themselves', async () => {
    await visit();
    await confirm(await openPopup(), 'own');
    await eventually('own');
    expect(await button().textContent()).toBe('Yours');
  });

  it.each(languages.slice(0, scaleOf({ quick: 1, ci: 4, full: 4 })))(
    'speaks another language by its file: %s',
    async (language, before, after) => {
      await visit('<flattr-button url="https://one.example/"></flattr-button>', {
        script: `button.${language}.js`,
      });
      expect(await button().textContent()).toBe(before);
      await confirm(await openPopup());
      await eventually('flattred');
      expect(await button().textContent()).toBe(after);
    },
  );

  it('stands in the direction, the colours and the motion that its visitor reads in', async () => {
    await visit(`<div dir="rtl">${markup('دعم')}</div>`);
    const mark = await page.locator('flattr-button svg').boundingBox();
    const label = await page.locator('flattr-button span').boundingBox();
    expect(mark?.x).toBeGreaterThan(label?.x ?? Number.POSITIVE_INFINITY);
    const ground = () => button().evaluate((element) => getComputedStyle(element).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).not.toBe(light);
    await openPopup();
    const motion = () =>
      page
        .locator('flattr-button path')
        .last()
        .evaluate((path) => getComputedStyle(path).animationName);
    expect(await motion()).toBe('wait');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motion()).toBe('none');
    await page.emulateMedia({ forcedColors: 'active' });
    const last = page.locator('flattr-button path').last();
    const [stroke, text] = await last.evaluate((path) => [
      getComputedStyle(path).stroke,
      getComputedStyle(path).color,
    ]);
    expect(stroke).toBe(text);
  });

  it('is as tall as its text is set for, from 24 to 64 px', async () => {
    const heights = [24, 32, 48, 64];
    await visit(heights.map((px) => `<p style="font-size: ${(px - 2) / 2.06}px">${markup()}</p>`).join(''));
    for (const [index, px] of heights.entries()) {
      const box = await button().nth(index).boundingBox();
      const label = await page.locator('flattr-button span').nth(index).boundingBox();
      expect(Math.abs((box?.height ?? 0) - px)).toBeLessThanOrEqual(1);
      expect(label?.height).toBeLessThan(px);
    }
  });

  it('is large enough to touch wherever it stands', async () => {
    await visit('<small style="font-size: 7px"><flattr-button variant="compact"></flattr-button></small>');
    const box = await button().boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(24);
    expect(box?.height).toBeGreaterThanOrEqual(24);
    expect(await button().textContent()).toBe('Flattr this');
  });
});
