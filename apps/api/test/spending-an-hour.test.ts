import { createPlatform } from '@flattr/adapters';
import { recordEvidence } from '@flattr/evidence';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, origin, tokenOf } from './open-api.ts';
import { apiWith, askFrom, asksDuring } from './open-limits.ts';

let open: OpenApi;
let ada: As;
beforeAll(async () => {
  open = await openApi();
  ada = await open.joins('ada');
});
afterAll(() => open.close());

const things = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: thing(url: "https://a.example/${n}") { id }`).join(' ')} }`;

const hourOf = (points: number): Hono =>
  apiWith(open.world.platform, { changed: { cost: { viewer: points, nobody: points } } });

const sessionOf = async (handle: string) => ({ cookie: (await open.joins(handle)).cookie ?? '', origin });

describe('every answer', () => {
  test('tells what it cost and what is left, in its extensions, its headers and a field that is free', async () => {
    const api = hourOf(1000);
    const address = '192.0.2.10';
    await askFrom(api, things(7), { address });
    const { body, headers } = await askFrom(
      api,
      '{ thing(url: "https://a.example/1") { id } rateLimit { cost limit remaining used resetAt } }',
      { address, headers: { origin: 'https://blog.example' } },
    );
    const { resetAt } = body.extensions.cost;
    expect(body.extensions.cost).toEqual({ requested: 1, limit: 1000, remaining: 992, resetAt });
    expect(body.data.rateLimit).toEqual({ cost: 1, limit: 1000, remaining: 992, used: 8, resetAt });
    expect(Date.parse(resetAt) - Date.now()).toBeGreaterThan(59 * 60 * 1000);
    expect(headers.get('x-ratelimit-limit')).toBe('1000');
    expect(headers.get('x-ratelimit-remaining')).toBe('992');
    expect(headers.get('x-ratelimit-used')).toBe('8');
    expect(Number.parseInt(`${headers.get('x-ratelimit-reset')}`, 10)).toBe(
      Math.ceil(Date.parse(resetAt) / 1000),
    );
    expect(headers.get('access-control-expose-headers')).toContain('x-ratelimit-remaining');
  });

  test('is refused with 429 once the hour is spent, and nothing of it is run', async () => {
    const api = apiWith(open.world.platform, { changed: { cost: { nobody: 10 } }, apart: true });
    const address = '192.0.2.11';
    expect((await askFrom(api, things(8), { address })).status).toBe(200);
    const none = await asksDuring(open.world.platform, async () => {
      const { status, body, headers } = await askFrom(api, things(3), { address });
      expect(status).toBe(429);
      expect(body.data).toBeUndefined();
      const [{ message, extensions }] = body.errors;
      expect(message).toBe('The points of this hour are spent. Ask again after `retryAfterMs`.');
      expect(extensions.code).toBe('RATE_LIMITED');
      expect(extensions.retryAfterMs).toBeGreaterThan(59 * 60 * 1000);
      expect(headers.get('retry-after')).toBe(`${Math.ceil(extensions.retryAfterMs / 1000)}`);
      expect(body.extensions.cost).toMatchObject({ requested: 3, limit: 10, remaining: 2 });
    });
    expect(none).toBe(0);
    expect((await askFrom(api, things(2), { address })).status).toBe(200);
  });
});

describe('an hour', () => {
  test('is the same one however the header with the token is written', async () => {
    const token = await tokenOf(open, ada, ['ME_READ']);
    const left = [];
    for (const authorization of [`Bearer ${token}`, `bearer   ${token}`, `BEARER ${token} `]) {
      const { body } = await askFrom(hourOf(1000), things(1), { headers: { authorization } });
      left.push(body.extensions.cost.remaining);
    }
    expect(left).toEqual([999, 998, 997]);
  });

  test('is a person’s, a token’s, and an address’s, each for itself', async () => {
    const api = hourOf(10);
    const token = await tokenOf(open, ada, ['ME_READ']);
    const other = await tokenOf(open, ada, ['ME_READ']);
    const askers = [
      { headers: await sessionOf('bela') },
      { headers: { authorization: `Bearer ${token}` } },
      { headers: { authorization: `Bearer ${other}` } },
      { address: '192.0.2.12' },
      { address: '2001:db8:0:1::1' },
    ];
    for (const asker of askers) expect((await askFrom(api, things(10), asker)).status).toBe(200);
    for (const asker of askers) expect((await askFrom(api, things(1), asker)).status).toBe(429);
    expect((await askFrom(api, things(1), { ...askers[0], address: '192.0.2.13' })).status).toBe(429);
    expect((await askFrom(api, things(1), { address: '2001:db8:0:1::2' })).status).toBe(429);
    expect((await askFrom(api, things(1), { address: '2001:db8:0:2::1' })).status).toBe(200);
  });

  test('is not had anew by writing another address into a header', async () => {
    const forged = { address: '192.0.2.14', headers: { 'x-forwarded-for': '203.0.113.1' } };
    const direct = hourOf(10);
    expect((await askFrom(direct, things(10), { address: '192.0.2.14' })).status).toBe(200);
    expect((await askFrom(direct, things(1), forged)).status).toBe(429);
    const behind = apiWith(open.world.platform, { changed: { cost: { nobody: 10 } }, trustedProxies: 1 });
    const visitor = (told: string) => ({ address: '127.0.0.1', headers: { 'x-forwarded-for': told } });
    expect((await askFrom(behind, things(10), visitor('203.0.113.2'))).status).toBe(200);
    expect((await askFrom(behind, things(1), visitor('10.0.0.1, 203.0.113.2'))).status).toBe(429);
    expect((await askFrom(behind, things(1), visitor('203.0.113.3'))).status).toBe(200);
  });

  test('is one for all API processes of an instance', async () => {
    const second = await createPlatform(open.world.config, { queue: open.world.platform.queue });
    const changed = { cost: { nobody: 1000 } };
    const apis = [apiWith(open.world.platform, { changed }), apiWith(second, { changed })];
    const address = '192.0.2.15';
    let granted = 0;
    for (let round = 0; round < 60; round += 1) {
      for (const api of apis) {
        if ((await askFrom(api, things(10), { address })).status === 200) granted += 10;
      }
    }
    await second.close();
    // Each process draws a hundredth ahead, which the other does not have then.
    expect(granted).toBeGreaterThanOrEqual(980);
    expect(granted).toBeLessThanOrEqual(1000);
  });
});

test('a hundred aliases of a mutation that guesses are a hundred mutations, refused together where less is left (S-03)', async () => {
  const accept = (n: number) =>
    `a${n}: acceptSplit(input: { proposal: "01932f0a-0000-7000-8000-${`${n}`.padStart(12, '0')}" }) { errors { code } }`;
  const guesses = `mutation { ${Array.from({ length: 100 }, (_, n) => accept(n)).join(' ')} }`;
  const api = hourOf(1500);
  const headers = await sessionOf('cleo');
  const one = await askFrom(api, `mutation { ${accept(0)} }`, { headers });
  const hundred = await askFrom(api, guesses, { headers });
  expect(hundred.status).toBe(200);
  expect(hundred.body.data.a99.errors).toEqual([{ code: 'PROPOSAL_UNKNOWN' }]);
  expect(hundred.body.extensions.cost.requested).toBe(100 * one.body.extensions.cost.requested);
  const used = Number.parseInt(`${hundred.headers.get('x-ratelimit-used')}`, 10);
  expect(used).toBe(101 * one.body.extensions.cost.requested);
  const before = await open.rows();
  const refused = await askFrom(api, guesses, { headers });
  expect(refused.status).toBe(429);
  expect(refused.body.data).toBeUndefined();
  expect(await open.rows()).toEqual(before);
  recordEvidence({ id: 'S-03', tried: 100, failed: 0 });
});
