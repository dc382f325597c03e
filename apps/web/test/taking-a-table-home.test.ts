import { expect, it } from 'vitest';
import { eur, thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';
import { connection } from './supporter.ts';

const things = [0, 4].map((at) => thingAt(at));
const [first, second] = things.map(({ uuid, slug }) => `"https://flattr.example/t/${uuid}/${slug}"`);
const head = 'period;id;flattr url;url;title;clicks;revenue;clicks total';

it('gives a month of earnings as the first Flattr’s table, to the last digit', async () => {
  const { visit } = openWeb((state) => {
    const [october] = state.viewer.earnings.months;
    if (!october) throw new Error('the cast has no earnings');
    const september = { ...october, month: '2026-09', things: connection([{ ...firstThing(), flattrs: 5 }]) };
    const november = {
      ...october,
      month: '2026-11',
      things: connection([{ ...firstThing(), flattrs: 100 }]),
    };
    state.viewer.earnings.months.push(september, november);
  });
  const answer = await visit('/me/earnings/2026-10.csv', 'ada');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="flattr-revenue-202610.csv"');
  expect(await answer.text()).toBe(
    [
      head,
      `2026-10;${things[0]?.uuid};${first};"${things[0]?.url}";"${things[0]?.title}";31;12,50;36`,
      `2026-10;${things[1]?.uuid};${second};"${things[1]?.url}";"${things[1]?.title}";9;5,014285;9`,
      '',
    ].join('\n'),
  );
});

it('has a table of each currency, and adds up none', async () => {
  const { visit } = openWeb((state) => {
    const yen = { amount: '120', currency: 'JPY' };
    const [october] = state.viewer.earnings.months;
    if (!october) throw new Error('the cast has no earnings');
    state.viewer.earnings.months.push({
      ...october,
      currency: 'JPY',
      amount: yen,
      things: connection([{ ...firstThing(), amount: yen, flattrs: 2 }]),
    });
  });
  const both = await visit('/me/earnings/2026-10.csv', 'ada');
  expect([both.status, both.headers.get('location')]).toEqual([303, '/me/earnings/2026-10']);
  const yen = await visit('/me/earnings/2026-10.csv?currency=JPY', 'ada');
  expect(yen.headers.get('content-disposition')).toContain('flattr-revenue-202610-JPY.csv');
  expect(await yen.text()).toContain(';2;120;2\n');
  const page = await (await visit('/me/earnings/2026-10', 'ada')).text();
  expect(page).toContain('href="/me/earnings/2026-10.csv?currency=JPY"');
});

it('runs no formula that somebody wrote into a title', async () => {
  const { visit } = openWeb((state) => {
    for (const { things: earned } of state.viewer.earnings.months)
      for (const { thing } of earned.nodes) Object.assign(thing, { title: '=cmd|"/c calc"!A1' });
  });
  const text = await (await visit('/me/earnings/2026-10.csv', 'ada')).text();
  expect(text).toContain(`;"'=cmd|""/c calc""!A1";`);
});

it('is nobody else’s, and of no other month', async () => {
  const { visit } = openWeb();
  expect((await visit('/me/earnings/2026-10.csv')).headers.get('location')).toContain('/sign-in?next=');
  for (const path of ['2026-08.csv', '2026-13.csv', '2026.csv', '2026-10.csv?currency=USD'])
    expect((await visit(`/me/earnings/${path}`, 'ada')).status).toBe(404);
});

function firstThing() {
  return { thing: thingAt(0), amount: eur('1.00'), flattrs: 1, basisPoints: 10_000 };
}
