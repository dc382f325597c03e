import { runInNewContext } from 'node:vm';
import { recordEvidence } from '@flattr/evidence';
import { expect, it } from 'vitest';
import { popupScript } from '../src/script/popup.ts';
import { thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

const { url } = thingAt(0);
const nonce = 'abcdefghijklmnop';
const blog = 'https://blog.example';

const openers: readonly Readonly<Record<string, string>>[] = [
  ...[blog, 'http://localhost:8080', 'https://xn--bcher-kva.example', 'https://[::1]:444'].map((origin) => ({
    origin,
    nonce,
  })),
  ...['*', '', 'null', '/', `${blog}/`, `${blog}/post`, 'file://', 'javascript:alert(1)', `${blog}" x="`].map(
    (origin) => ({ origin, nonce }),
  ),
  { origin: blog },
  { nonce },
  { origin: blog, nonce: 'short' },
  { origin: blog, nonce: `${nonce}"onload=x` },
];

type Said = { readonly data: unknown; readonly to: string };

/** Runs the popup's script as the page has it, and gives what it posts to the page that opened it. */
const postedBy = (page: string): Said[] => {
  const tag = /<script src="\/popup\.js[^>]*>/.exec(page)?.[0];
  if (!tag) return [];
  const dataset = Object.fromEntries(
    [...tag.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const posted: Said[] = [];
  const opener = { postMessage: (data: unknown, to: string) => posted.push({ data, to }) };
  const close = { addEventListener: (_event: string, press: () => void) => press() };
  const document = { currentScript: { dataset }, getElementById: () => close };
  const window = { opener, close: () => {} };
  runInNewContext(popupScript, { document, window, setTimeout: () => 0, addEventListener: () => {} });
  return posted;
};

it('tells an opener at its own origin alone, its word and what was pressed, and nothing of who pressed (S-21)', async () => {
  const wrong: unknown[] = [];
  let tried = 0;
  let told = 0;
  for (const named of openers) {
    const { visit, send } = openWeb();
    const good = openers.indexOf(named) < 4;
    const address = `/flattr?${new URLSearchParams({ url, ...named })}`;
    const pages = [
      await visit(address),
      await visit(address, 'ada'),
      await send('/flattr', { url, ...named }, 'ada'),
      await visit(address, 'ada'),
      await send('/flattr/undo', { url, ...named }, 'ada'),
    ];
    for (const page of pages) {
      tried += 1;
      for (const { data, to } of postedBy(await page.text())) {
        told += 1;
        const { state, ...rest } = JSON.parse(JSON.stringify(data));
        const right = good && to === named.origin && ['flattred', 'undone'].includes(state);
        if (!right || JSON.stringify(rest) !== JSON.stringify({ flattr: 1, nonce }))
          wrong.push([named, data, to]);
      }
    }
  }
  expect(told).toBe(8);
  recordEvidence({ id: 'S-21', tried, failed: wrong.length });
  expect(wrong).toEqual([]);
});
