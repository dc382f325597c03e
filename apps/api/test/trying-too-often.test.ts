import { createPlatform } from '@flattr/adapters';
import { recordEvidence } from '@flattr/evidence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { type OpenApi, openApi, origin, password } from './open-api.ts';
import { newVisitor, type Visitor } from './visitor.ts';

let open: OpenApi;
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

let who = 0;
const emailOf = () => `tried-${who}@people.example`;
const here = () => `192.0.2.${who}`;
const elsewhere = () => `198.51.100.${who}`;

beforeEach(async () => {
  who += 1;
});
afterEach(({ task }) => {
  recordEvidence({ id: 'S-40', tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 });
});

const joins = async (address = here()): Promise<Visitor> => {
  const visitor = newVisitor(open, { address });
  await visitor.send('/auth/join', { name: 'Ada', handle: `tried-${who}`, email: emailOf(), password });
  return visitor;
};
const signIn = (browser: Visitor, email = emailOf(), with_ = password) =>
  browser.send('/auth/sign-in', { email, password: with_, next: '/me/month' });
const guess = async (browser: Visitor, times: number, email = emailOf()) => {
  const told: (string | null)[] = [];
  for (let at = 0; at < times; at++) {
    told.push((await signIn(browser, email, `guess number ${at}`)).to.searchParams.get('refusal'));
  }
  return told;
};

describe('passwords', () => {
  test('are guessed ten times for an address, from wherever, and then nobody hears which was right (S-40)', async () => {
    await joins();
    const told: (string | null)[] = [];
    for (let at = 0; at < 10; at++)
      told.push(...(await guess(newVisitor(open, { address: `203.0.113.${at + 10 * who}` }), 1)));
    expect(new Set(told)).toEqual(new Set(['wrong-password']));
    const stranger = newVisitor(open, { address: elsewhere() });
    const right = await signIn(stranger);
    expect(right.to.searchParams.get('refusal')).toBe('too-many-attempts');
    expect(+(right.to.searchParams.get('wait') ?? 0)).toBeGreaterThan(800);
    expect(await stranger.who()).toBeUndefined();
    const json = await open.post('/auth/sign-in', { email: emailOf(), password });
    expect([json.status, +(json.headers.get('retry-after') ?? 0) > 800]).toEqual([429, true]);
    expect(await json.json()).toMatchObject({
      errors: [{ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: expect.any(Number) }],
    });
  });

  test('of an unknown address are counted as those of a known one (S-40)', async () => {
    const stranger = newVisitor(open, { address: elsewhere() });
    const told = await guess(stranger, 11, `nobody-${who}@people.example`);
    expect(told).toEqual([...Array(10).fill('wrong-password'), 'too-many-attempts']);
  });

  test('that strangers guess lock no owner out of a browser that they have signed in with before (S-40)', async () => {
    const owner = await joins();
    await owner.send('/auth/sign-out');
    const stranger = newVisitor(open, { address: elsewhere() });
    stranger.cookies.set('flattr_device', 'a.forged-mark');
    expect((await guess(stranger, 11)).at(-1)).toBe('too-many-attempts');
    expect((await signIn(owner)).to.pathname).toBe('/me/month');
    await owner.send('/auth/sign-out');
    expect((await guess(owner, 11)).at(-1)).toBe('too-many-attempts');
  });

  test('are guessed fifty times from a network, whomever they are of; those that were right are not counted (S-40)', async () => {
    const owner = await joins();
    for (let at = 0; at < 3; at++) await signIn(owner);
    const network = newVisitor(open, { address: here() });
    let told: string | null = null;
    let times = 0;
    for (; told !== 'too-many-attempts'; times++)
      [told = null] = await guess(network, 1, `no address ${who} ${times}`);
    expect(times).toBe(51);
    expect((await signIn(newVisitor(open, { address: elsewhere() }))).to.pathname).toBe('/me/month');
  }, 60_000);
});

test('mails are asked for five times an hour, whether or not anybody gets them (S-40)', async () => {
  await joins();
  for (const email of [emailOf(), `nobody-${who}@people.example`]) {
    const told: (string | null)[] = [];
    for (let at = 0; at < 6; at++)
      told.push((await newVisitor(open).send('/auth/reset', { email })).to.searchParams.get('refusal'));
    expect(told).toEqual([null, null, null, null, null, 'too-many-attempts']);
  }
});

test('attempts are counted in each process by itself while the store does not answer (S-40)', async () => {
  await joins();
  const redisUrl = 'redis://127.0.0.1:1';
  const platform = await createPlatform(
    { ...open.world.config, redisUrl },
    { queue: open.world.platform.queue },
  );
  try {
    const api = createApi(platform, { authSecret: 'a secret for tests alone, long enough', origin });
    const told = await guess(newVisitor({ ...open, api }, { address: elsewhere() }), 11);
    expect(told).toEqual([...Array(10).fill('wrong-password'), 'too-many-attempts']);
  } finally {
    await platform.close();
  }
});

test('no address of a person or a network is kept by what is counted (S-40)', async () => {
  await guess(await joins(), 1);
  const { rows } = await open.world.owner.query<{ key: string }>('SELECT key FROM attempts');
  expect(rows.length).toBeGreaterThan(5);
  for (const { key } of rows)
    expect(key).toMatch(/^flattr-attempts:[a-z-]+:(?:address|network|device):[\w-]{20,32}$/);
});
