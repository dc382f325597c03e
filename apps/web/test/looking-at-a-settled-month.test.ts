import { expect, it } from 'vitest';
import { eur, settlement } from './cast.ts';
import { openWeb, type State } from './open-web.ts';

it('shows me what each flattr became, the fee, and what was kept', async () => {
  const text = await (await openWeb().visit('/me/months/2026-10', 'ada')).text();
  for (const [counted, sum] of [
    ['2×', '€6.333334'],
    ['1×', '€3.166666'],
    ['–', '€0.00'],
  ]) {
    expect(text).toMatch(new RegExp(`<td>${counted}</td><td><data[^>]*>${sum}</data>`));
  }
  expect(text).toContain('yours in part by then, so it counted nothing');
  expect(text).toMatch(/Fee, which runs this place<\/th><td><data[^>]*>€0\.50/);
  expect(text).toMatch(/Kept in the wallet<\/th><td><data[^>]*>€7\.18/);
  expect(text).toContain('href="/months/2026-10"');
});

it('leads to the smaller shares, in the currency that they are in', async () => {
  const open = openWeb(({ viewer }) => {
    const [month] = viewer.months;
    if (!month) return;
    Object.assign(month.shares.pageInfo, { hasNextPage: true, endCursor: 'z&"' });
    const yen = {
      ...month,
      budget: { amount: '0', currency: 'JPY' },
      shares: { ...month.shares, nodes: [] },
    };
    viewer.months.push({ ...yen, kept: eur('1.00') });
  });
  const text = await (await open.visit('/me/months/2026-10', 'ada')).text();
  expect(text).toContain('href="/me/months/2026-10?currency=EUR&amp;after=z%26%22"');
  expect(text).toContain('Japanese Yen');
  const more = await (await open.visit('/me/months/2026-10?currency=EUR&after=z', 'ada')).text();
  expect(more).not.toContain('Japanese Yen');
  expect(open.asked.at(-1)?.variables).toEqual({ month: '2026-10', after: 'z' });
});

it('is mine alone, and says where there is nothing', async () => {
  const { visit } = openWeb(({ viewer }) => {
    viewer.months = [];
  });
  expect((await visit('/me/months/2026-10')).headers.get('location')).toContain('/sign-in');
  expect(await (await visit('/me/months/2026-10', 'ada')).text()).toContain('You had no money in a wallet');
  expect((await visit('/me/months/2026-11', 'ada')).headers.get('location')).toBe('/me/month');
  for (const month of ['2026-09', '2026-13', 'x'])
    expect((await visit(`/me/months/${month}`, 'ada')).status).toBe(404);
});

const settles = (state: string, percent: number) => (world: State) => {
  world.settledMonths = [];
  world.settlement = settlement(state, percent);
};

it('says of a month that has ended how far its settlement is', async () => {
  for (const path of ['/months/2026-10', '/me/months/2026-10']) {
    const read = async (state: string, percent: number) => {
      const answer = await openWeb(settles(state, percent)).visit(path, 'ada');
      expect(answer.status).toBe(200);
      return answer.text();
    };
    const cut = await read('CUT', 40);
    expect(cut).toContain('October 2026 is 40% settled');
    expect(cut).toMatch(/<progress [^>]*max="100" value="40"/);
    expect(cut).toMatch(
      /480 wallets settled so far, 20 wallets a second\. About <strong>3 minutes<\/strong> left/,
    );
    expect(cut).toContain(`href="${path}">Look again`);
    expect(await read('CUT', 0)).toContain('Nothing tells yet how long');
    expect(await read('OPEN', 0)).toContain('October 2026 is about to be settled');
  }
  const settled = await (await openWeb(settles('SETTLED', 100)).visit('/months/2026-10')).text();
  expect(settled).toContain('Its totals are being published.');
});

it('leads from the totals to what my flattrs became, and nobody else', async () => {
  const { visit } = openWeb();
  expect(await (await visit('/months/2026-10', 'ada')).text()).toContain('href="/me/months/2026-10"');
  expect(await (await visit('/months/2026-10')).text()).not.toContain('/me/months');
});

it('shows what things brought me page by page, and where I share one', async () => {
  const { visit, asked } = openWeb(({ viewer }) => {
    const [month] = viewer.earnings.months;
    if (month) Object.assign(month.things.pageInfo, { hasNextPage: true, endCursor: 'z&"' });
  });
  const all = await (await visit('/me/earnings', 'ada')).text();
  const more = 'href="/me/earnings/2026-10?currency=EUR&amp;after=z%26%22"';
  expect(all).toContain(`${more}>More things`);
  expect(all).toContain('<a class="title" href="/me/earnings/2026-10">');
  const month = await (await visit('/me/earnings/2026-10?currency=EUR&after=y', 'ada')).text();
  expect(month).toContain(`${more}>Smaller sums`);
  expect(month).toContain('9 flattrs · your 33.33% of it');
  expect(month.match(/your [\d.]+% of it/g)).toHaveLength(1);
  expect(asked.at(-1)?.variables).toEqual({ month: '2026-10', after: 'y' });
  for (const none of ['2026-09', 'x']) expect((await visit(`/me/earnings/${none}`, 'ada')).status).toBe(404);
  expect((await visit('/me/earnings/2026-10')).headers.get('location')).toContain('/sign-in');
});
