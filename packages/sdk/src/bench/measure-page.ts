import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';

const count = 50;
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];

export type MeasuredPage = {
  /** What a page with buttons asks the instance for, besides the button's script, before anybody clicks. */
  readonly requestsBeforeClick: number;
  readonly mainThreadMs: {
    readonly buttons: number;
    readonly links: number;
    readonly ratio: number;
    readonly perButton: number;
  };
};

/** Loads a page of fifty buttons and the same page with plain links in turn, in Chromium, and takes the medians. */
export const measurePage = async (
  script: string,
  executablePath: string,
  rounds: number,
): Promise<MeasuredPage> => {
  const asked: string[] = [];
  const pages = pagesOf(await readFile(script, 'utf8'), asked);
  const origin = await pages.listen();
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const times = { buttons: [] as number[], links: [] as number[] };
    for (let round = 0; round <= rounds; round++)
      for (const kind of ['buttons', 'links'] as const) {
        const ms = await mainThreadMs(browser, `${origin}/${kind}`);
        // The first round warms the browser.
        if (round > 0) times[kind].push(ms);
      }
    const [buttons, links] = [median(times.buttons), median(times.links)];
    return {
      requestsBeforeClick: asked.filter((path) => !['/buttons', '/links', '/button.js'].includes(path))
        .length,
      mainThreadMs: {
        buttons: rounded(buttons),
        links: rounded(links),
        ratio: rounded(buttons / links),
        perButton: rounded((buttons - links) / count),
      },
    };
  } finally {
    await browser.close();
    await pages.close();
  }
};

const pagesOf = (button: string, asked: string[]) => {
  const link = (n: number) => `<a href="/flattr?url=https%3A%2F%2Fblog.example%2F${n}">Flattr this</a>`;
  const each = (wrap: (link: string) => string) =>
    Array.from(
      { length: count },
      (_, n) => `<article><h2>Post ${n}</h2><p>${wrap(link(n))}</p></article>`,
    ).join('');
  const page = (body: string) => `<!doctype html><title>Posts</title><link rel="icon" href="data:,">${body}`;
  const answers: Readonly<Record<string, string>> = {
    '/links': page(each((one) => one)),
    '/buttons': page(
      `${each((one) => `<flattr-button>${one}</flattr-button>`)}<script type="module" src="/button.js"></script>`,
    ),
    '/button.js': button,
  };
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('content-type', url.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.end(answers[url] ?? '');
  });
  return {
    listen: async (): Promise<string> => {
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};

/** All that the page's main thread did until it was loaded and drawn. */
const mainThreadMs = async (browser: Browser, url: string): Promise<number> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.goto(url);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
  const { metrics } = await devtools.send('Performance.getMetrics');
  await context.close();
  const task = metrics.find(({ name }) => name === 'TaskDuration');
  if (!task) throw new Error('Chromium tells no TaskDuration');
  return task.value * 1000;
};

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const rounded = (value: number): number => Math.round(value * 100) / 100;
