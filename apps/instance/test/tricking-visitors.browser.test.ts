import { recordEvidence, scale } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import { createWeb } from '@flattr/web';
import { Hono } from 'hono';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../src/listen.ts';
import { executablePath, flags } from './browsing.ts';
import { pagesOf } from './pages-of.ts';
import { createServedWorld, type ServedWorld } from './served-world.ts';

it('has Chromium where every suite must run', () => {
  expect(executablePath !== undefined || !allSuites()).toBe(true);
});

const wanted = executablePath && (allSuites() || scale() !== 'quick');

describe.runIf(wanted)('a page that means ill, third-party cookies blocked', () => {
  let world: ServedWorld;
  let site: Listening;
  let evil: string;
  let html = '';
  let policy = '';
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let session: { readonly name: string; readonly value: string; readonly url: string }[];
  const thing = 'https://other.example/song';

  beforeAll(async () => {
    world = await createServedWorld();
    const pages = new Hono().get('*', (c) =>
      c.html(html, 200, policy ? { 'content-security-policy': policy } : {}),
    );
    site = await listen(pages, 0, '127.0.0.1');
    // Not `localhost`, where the instance is: another site.
    evil = `http://127.0.0.1:${site.port}`;
    browser = await chromium.launch({
      executablePath,
      args: [...flags, '--test-third-party-cookie-phaseout'],
    });
    const { cookie } = await world.joinsByForm('ada');
    session = cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return { name, value, url: world.site.url };
    });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await world?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await context.addCookies(session);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const show = async (body: string, allowed = ''): Promise<void> => {
    policy = allowed && `default-src 'self' ${allowed}`;
    html = `<!doctype html><title>Prizes</title><link rel="icon" href="data:,">${body}`;
    await page.goto(evil);
    await page.waitForLoadState('networkidle');
  };
  const flattrs = () => world.platform.db.flattr.count();
  const asked = () => `${world.site.url}/flattr?${new URLSearchParams({ url: thing })}`;
  const frame = (style: string) =>
    `<iframe src="${asked().replaceAll('&', '&amp;')}" style="position:fixed;inset:0;width:480px;height:640px;${style}"></iframe>`;
  const button = (style = '') =>
    `<flattr-button url="${thing}" style="position:fixed;left:20px;top:20px;${style}"><a href="${asked().replaceAll('&', '&amp;')}">Flattr this</a></flattr-button>
<script type="module" src="${world.site.url}/button.js"></script>`;
  /** Clicks all over what a popup of ours would fill. */
  const clickAround = async (): Promise<void> => {
    for (let y = 40; y < 640; y += 60) for (let x = 40; x < 480; x += 110) await page.mouse.click(x, y);
  };

  const tricks: Readonly<Record<string, () => Promise<void>>> = {
    'our page in a frame that cannot be seen': async () => {
      await show(`<button>Win a prize</button>${frame('opacity:0;z-index:9')}`);
      await clickAround();
    },
    'our page in a frame below what is seen': async () => {
      await show(
        `${frame('z-index:1')}<div style="position:fixed;inset:0;z-index:2;background:#fff;pointer-events:none">Win</div>`,
      );
      await clickAround();
    },
    'our page in a frame of a sandbox that hides where it stands': async () => {
      await show(frame('opacity:0').replace('<iframe', '<iframe sandbox="allow-forms allow-scripts"'));
      await clickAround();
    },
    'something dragged into our page in a frame': async () => {
      await show(`<p draggable="true" id="ball" style="position:fixed;left:500px">Drag</p>${frame('')}`);
      await page.dragAndDrop('#ball', 'iframe', { force: true });
      await page.keyboard.press('Enter');
    },
    'the button below what is seen, that takes no click': async () => {
      await show(
        `${button()}<div style="position:fixed;inset:0;background:#fff;pointer-events:none">Win</div>`,
      );
      await page.mouse.click(50, 35);
    },
    'the button that cannot be seen': async () => {
      await show(`<p>Win a prize</p>${button('opacity:0')}`);
      await page.mouse.click(50, 35);
    },
    'the button pressed by the page’s own script': async () => {
      await show(button());
      await page
        .locator('flattr-button')
        .evaluate((element) => element.shadowRoot?.querySelector('button')?.click());
    },
    'the button in a frame of a third page': async () => {
      await show(
        `<iframe srcdoc="${button().replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" style="opacity:0"></iframe>`,
      );
      await page.mouse.click(50, 45);
    },
    'our page opened under this one, and a click here': async () => {
      await show('<button style="position:fixed;inset:0;width:100%;height:100%">Play</button>');
      await page.evaluate((url) => {
        document.onclick = () => {
          open(url, 'under', 'popup,width=480,height=640');
          window.focus();
        };
      }, asked());
      await page.mouse.click(100, 100);
      await page.mouse.click(100, 100);
    },
    'our page opened under a double click': async () => {
      // The second click comes while the form is not armed yet, however slow this machine is.
      await context.addInitScript(() => {
        addEventListener('load', () => document.getAnimations().map((animation) => animation.pause()));
      });
      await show(
        '<button style="position:fixed;inset:0;width:100%;height:100%">Double-click to play</button>',
      );
      await page.evaluate((url) => {
        document.onmousedown = () => open(url, '', 'popup,width=480,height=640');
      }, asked());
      const opened = page.waitForEvent('popup');
      await page.mouse.down();
      const popup = await opened;
      const confirm = popup.getByRole('main').getByRole('button', { name: 'Flattr this' });
      const box = await confirm.boundingBox();
      await popup.mouse.click((box?.x ?? 0) + 15, (box?.y ?? 0) + 15);
      await page.mouse.up();
    },
    'a form of theirs that sends ours': async () => {
      await show(
        `<form method="post" action="${world.site.url}/flattr"><input name="url" value="${thing}"><button>Win</button></form>`,
      );
      await page.getByRole('button').click();
      await page.waitForLoadState();
    },
  };

  it.each(Object.keys(tricks))('flattrs nothing by one click: %s (S-20)', async (name) => {
    await tricks[name]?.();
    await page.waitForTimeout(300);
    for (const open of context.pages()) await open.waitForLoadState('networkidle');
    const made = await flattrs();
    recordEvidence({ id: 'S-20', tried: 1, failed: made });
    expect(made).toBe(0);
  });

  it.each(['solid', 'quiet', 'compact'])(
    'flattrs by the person’s own click on our page, once it has stood there for a moment, under a strict policy: %s',
    async (variant) => {
      await show(button().replace('style=', `count variant="${variant}" style=`), world.site.url);
      await expect.poll(() => page.getByRole('button').textContent()).toBe('Flattr this 0');
      const [popup] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button').click()]);
      await popup.getByRole('main').getByRole('button', { name: 'Flattr this' }).click();
      await expect.poll(() => page.locator('flattr-button').getAttribute('state')).toBe('flattred');
      expect(await flattrs()).toBe(1);
      await world.owner.query('DELETE FROM flattrs');
    },
  );

  /** What a page can tell of each address of ours by loading it in every way it has. */
  const learn = (paths: readonly string[]): Promise<readonly string[]> =>
    page.evaluate(async (urls) => {
      const load = (name: string, part: string, url: string, more: object = {}): Promise<string> =>
        new Promise((told) => {
          const element = Object.assign(document.createElement(name), more);
          const tell = (how: string) => () => {
            const seen = element instanceof HTMLIFrameElement ? (element.contentWindow?.length ?? 0) : '';
            const size = element instanceof HTMLImageElement ? element.naturalWidth : '';
            element.remove();
            told(`${name} ${how} ${seen}${size}`);
          };
          element.onload = tell('loads');
          element.onerror = tell('fails');
          setTimeout(tell('says nothing'), 15_000);
          element.setAttribute(part, url);
          document.body.append(element);
        });
      const reads = (url: string, init: RequestInit): Promise<string> =>
        fetch(url, init).then(
          (answer) => `${answer.type} ${answer.status} ${answer.redirected}`,
          () => 'nothing',
        );
      const learned: string[] = [];
      const learnOne = async (url: string): Promise<void> => {
        const told = await Promise.all([
          load('img', 'src', url),
          load('script', 'src', url),
          load('link', 'href', url, { rel: 'stylesheet' }),
          load('iframe', 'src', url),
          load('object', 'data', url),
          reads(url, { mode: 'no-cors', credentials: 'include' }),
          reads(url, { mode: 'cors' }),
          reads(url, { mode: 'cors', credentials: 'include' }),
        ]);
        learned.push(`${new URL(url).pathname}: ${told.join(', ')}`);
      };
      for (let at = 0; at < urls.length; at += 8) await Promise.all(urls.slice(at, at + 8).map(learnOne));
      return learned.sort();
    }, paths);

  it('learns the same of every address of ours, whoever visits it, and nothing is asked before a click (S-24)', async () => {
    const web = createWeb({ origin: world.site.url, fetch: async () => new Response() });
    const urls = [...pagesOf(web), '/button.js', '/counts?url=x', '/graphql', '/auth/session'].map(
      (path) => `${world.site.url}${path}`,
    );
    await show('<p>Who are you?</p>');
    const known = await learn(urls);
    await context.clearCookies();
    await show('<p>Who are you?</p>');
    const unknown = await learn(urls);
    expect(known).toHaveLength(urls.length);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await show(button());
    await page.locator('flattr-button').hover();
    const early = requests.filter((path) => !['/', '/button.js'].includes(path));
    const told = known.filter((line, index) => line !== unknown[index]);
    recordEvidence({ id: 'S-24', tried: urls.length * 8 + 1, failed: told.length + early.length });
    expect([told, early]).toEqual([[], []]);
  }, 300_000);

  it('hears nothing from a popup of ours before somebody presses something there (S-21)', async () => {
    const heard: unknown[] = [];
    await page.exposeFunction('hear', (data: unknown) => heard.push(data));
    await show('<p>Who are you?</p>');
    await page.evaluate(() =>
      addEventListener('message', ({ data }) => (window as never as { hear(d: unknown): void }).hear(data)),
    );
    const visitors = [session, []];
    const nonce = 'abcdefghijklmnop';
    for (const cookies of visitors)
      for (const origin of ['', evil, '*', 'null']) {
        await context.clearCookies();
        await context.addCookies(cookies);
        const address = `${world.site.url}/flattr?${new URLSearchParams({ url: thing, origin, nonce })}`;
        const [popup] = await Promise.all([
          page.waitForEvent('popup'),
          page.evaluate((url) => void open(url), address),
        ]);
        await popup.waitForLoadState('networkidle');
        await popup.close();
      }
    recordEvidence({ id: 'S-21', tried: 8, failed: heard.length });
    expect(heard).toEqual([]);
  });
});
