import { expect, it } from 'vitest';
import { thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

const { url, uuid, slug } = thingAt(0);
const page = `/t/${uuid}/${slug}`;
const asked = `/flattr?${new URLSearchParams({ url })}`;
const popup = { origin: 'https://blog.example', nonce: 'abcdefghijklmnop' };

it('asks after a flattr whether it should repeat, and for how long', async () => {
  const { visit, state } = openWeb();
  for (const path of [page, asked]) {
    state.flattred.clear();
    expect(await (await visit(path, 'ada')).text()).not.toContain('Keep flattring');
    state.flattred.add(url);
    const text = await (await visit(path, 'ada')).text();
    expect(text).toContain('action="/flattr/standing"');
    expect([...text.matchAll(/<option value="(\d*)">((?:for|until)[^<]+)/g)].map(([, ...of]) => of)).toEqual([
      ['', 'until I stop it'],
      ['3', 'for 3 months'],
      ['6', 'for 6 months'],
      ['12', 'for 12 months'],
    ]);
    expect(await (await visit(path)).text()).not.toContain('Keep flattring');
  }
});

it('starts it, says so on the page that asked, and stops it from there', async () => {
  const { visit, send, asked: told } = openWeb();
  const started = await send('/flattr/standing', { url, next: page, months: '3' }, 'ada');
  expect([started.status, started.headers.get('location')]).toEqual([303, page]);
  expect(told.at(-1)?.variables).toEqual({ input: { url, months: 3 } });
  const text = await (await visit(page, 'ada')).text();
  expect(text).toMatch(/<strong>each month<\/strong>, last in January 2027\./);
  expect(text).not.toContain('Keep flattring');
  const stopped = await send('/flattr/standing/stop', { url, next: page }, 'ada');
  expect([stopped.status, stopped.headers.get('location')]).toEqual([303, page]);
  expect(await (await visit(page, 'ada')).text()).toContain('Keep flattring');
});

it('stands until it is stopped where no number of months is sent, or none that is one', async () => {
  const { send, asked: told } = openWeb();
  for (const months of ['', 'x', '-3', '1e1']) {
    await send('/flattr/standing', { url, next: page, months }, 'ada');
    expect(told.at(-1)?.variables).toEqual({ input: { url, months: null } });
  }
});

it('says of one that was undone that it comes back with the next month', async () => {
  const { visit, state } = openWeb();
  state.standing.set(url, { weight: 2, firstMonth: '2026-10', lastMonth: null, startedAt: state.now });
  const text = await (await visit(page, 'ada')).text();
  expect(text).toContain('counting 2×, until you stop it. It comes back with the next month.');
  expect(text).toContain('Flattr this');
  state.standing.set(url, { weight: 1, firstMonth: '2026-09', lastMonth: '2026-11', startedAt: state.now });
  const last = await (await visit(page, 'ada')).text();
  expect(last).toContain('last in November 2026.');
  expect(last).not.toContain('comes back');
});

it('works in the popup, which then says that it stands', async () => {
  const { send } = openWeb();
  const flattred = await (await send('/flattr', { url, ...popup }, 'ada')).text();
  expect(flattred).toContain('Keep flattring');
  const text = await (await send('/flattr/standing', { url, ...popup, months: '' }, 'ada')).text();
  expect(text).toMatch(/<strong>each month<\/strong>, until you stop it\./);
  expect(text).toContain('data-state="flattred"');
  const stopped = await send('/flattr/standing/stop', { url, ...popup }, 'ada');
  expect(stopped.headers.get('location')).toBe(`/flattr?${new URLSearchParams({ url, ...popup })}`);
});

it('shows a refusal, takes a second stop kindly, and leads nowhere else', async () => {
  const { send, state } = openWeb();
  state.refusal = { code: 'OWN_THING', message: 'This is your own.', path: ['url'] };
  const refused = await send('/flattr/standing', { url, next: page, months: '' }, 'ada');
  expect([refused.status, (await refused.text()).includes('This is your own.')]).toEqual([422, true]);
  state.refusal = { code: 'NOT_STANDING', message: 'You have none.', path: ['url'] };
  const again = await send('/flattr/standing/stop', { url, next: 'https://evil.example/' }, 'ada');
  expect([again.status, again.headers.get('location')]).toEqual([303, asked]);
  expect((await send('/flattr/standing', { url, months: '' })).status).toBe(303);
});

it('lists in the month what stands until when, each with a way to stop it', async () => {
  const { visit, send } = openWeb(({ viewer }) => {
    Object.assign(viewer.standingFlattrs.pageInfo, { hasNextPage: true, endCursor: 'a&b' });
  });
  const text = await (await visit('/me/month', 'ada')).text();
  expect(text).toContain('2 flattrs each month');
  expect(text).toMatch(/counts 2× · last in January 2027<\/p>/);
  expect(text).toMatch(/· until you stop it<\/p>/);
  expect(text.match(/action="\/flattr\/standing\/stop"/g)).toHaveLength(2);
  expect(text.match(/ · each month</g)).toHaveLength(1);
  expect(text).toContain('href="/me/month?after=a%26b#standing-title"');
  const stopped = await send('/flattr/standing/stop', { url, next: '/me/month' }, 'ada');
  expect(stopped.headers.get('location')).toBe('/me/month');
});

it('says nothing of what stands where nothing does', async () => {
  const { visit } = openWeb(({ viewer }) => {
    Object.assign(viewer.standingFlattrs, { nodes: [], totalCount: 0 });
  });
  expect(await (await visit('/me/month', 'ada')).text()).not.toContain('standing-title');
});
