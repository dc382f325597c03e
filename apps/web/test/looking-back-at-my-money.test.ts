import { expect, it } from 'vitest';
import { openWeb } from './open-web.ts';

const plain = (text: string) => text.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');

it('tells what came into the wallet and what left it, and what was there then', async () => {
  const text = plain(await (await openWeb().visit('/me/budget/history', 'ada')).text());
  expect(text).toContain('Your flattrs of October 2026 1 November 2026 at 00:00 UTC −€10.00 €27.18 then');
  expect(text).toContain('A payment arrived 2 October 2026 at 10:00 UTC +€29.30 €37.18 then');
});

it('tells what came into the earnings and what left for the bank', async () => {
  const { visit } = openWeb();
  const text = plain(await (await visit('/me/earnings/history', 'ada')).text());
  for (const sentence of [
    'Shares of October 2026',
    'Taken for a payout',
    'did not go through and came back',
  ]) {
    expect(text).toContain(sentence);
  }
  expect(await (await visit('/me/earnings', 'ada')).text()).toContain('href="/me/earnings/history"');
});

it('shows one currency and what is older where that is asked', async () => {
  const { visit, asked } = openWeb(({ viewer }) => {
    Object.assign(viewer.wallets[0]?.history.pageInfo ?? {}, { hasNextPage: true, endCursor: 'a&b' });
  });
  const first = await (await visit('/me/budget/history', 'ada')).text();
  expect(first).toContain('href="/me/budget/history?currency=EUR&amp;after=a%26b"');
  const yen = await (await visit('/me/budget/history?currency=JPY&after=a%26b', 'ada')).text();
  expect(asked.at(-1)?.variables).toEqual({ after: 'a&b' });
  expect(yen).toContain('Nothing has come or gone yet.');
});

it('is shown to nobody else', async () => {
  for (const path of ['/me/budget/history', '/me/earnings/history']) {
    const answer = await openWeb().visit(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(path)}`,
    ]);
  }
});
