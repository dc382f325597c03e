import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch } from '@flattr/adapters';
import { recordEvidence } from '@flattr/evidence';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { type OpenApi, openApi, origin, password } from './open-api.ts';
import { mailedTo, newVisitor, type Visitor } from './visitor.ts';

const leaked = 'correct horse battery staple';
const digestOf = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
const asked: string[] = [];
let answers: (path: string) => { status: number; text: string };

// A list of leaked passwords, as those who serve one answer it.
const list = createServer(({ url = '' }, answer) => {
  asked.push(url);
  const { status, text } = answers(url);
  answer.writeHead(status, { 'content-type': 'text/plain' }).end(text);
});

let open: OpenApi;
let ada: Visitor;
const warned: object[] = [];
beforeAll(async () => {
  await new Promise<void>((ready) => list.listen(0, '127.0.0.1', ready));
  const { port } = list.address() as AddressInfo;
  const opened = await openApi();
  const fetcher = createGuardedFetch({ origin, allow: new Map([[`127.0.0.1:${port}`, { port }]]) });
  const log = { ...opened.world.platform.log, warn: (facts: object) => warned.push(facts) };
  const api = createApi(
    { ...opened.world.platform, fetcher, log },
    {
      authSecret: 'a secret for tests alone, long enough',
      origin,
      breachCheck: `http://127.0.0.1:${port}/range/`,
    },
  );
  open = { ...opened, api };
});
afterAll(async () => {
  list.close();
  await open.close();
});

let who = 0;
beforeEach(() => {
  who += 1;
  answers = () => ({
    status: 200,
    text: `${'0'.repeat(35)}:3\r\n${digestOf(leaked).slice(5)}:4\r\n${digestOf(password).slice(5)}:0`,
  });
  asked.length = 0;
  warned.length = 0;
  ada = newVisitor(open);
});
afterEach(({ task }) => {
  recordEvidence({ id: 'S-40', tried: 1, failed: task.result?.state === 'fail' ? 1 : 0 });
});

const emailOf = () => `leaky-${who}@people.example`;
const join = async (with_: string) =>
  (
    await ada.send('/auth/join', { name: 'Ada', handle: `leaky-${who}`, email: emailOf(), password: with_ })
  ).to.searchParams.get('refusal');

test('is refused to who joins, and no more than five digits of its digest leave this machine (S-40)', async () => {
  expect(await join(leaked)).toBe('password-breached');
  expect(asked).toEqual([`/range/${digestOf(leaked).slice(0, 5)}`]);
  expect(await join(password)).toBeNull();
  expect(warned).toEqual([]);
});

test('is refused to who sets another one, and the mailed link is not used up by that (S-40)', async () => {
  await join(password);
  const changed = await ada.send('/auth/password', { current: password, password: leaked });
  expect(changed.to.searchParams.get('refusal')).toBe('password-breached');
  await ada.send('/auth/reset', { email: emailOf() });
  const token = (await mailedTo(open, emailOf(), /new password/)).searchParams.get('token') ?? '';
  const refused = await ada.send('/auth/reset/new', { token, password: leaked });
  expect(refused.to.searchParams.get('refusal')).toBe('password-breached');
  expect((await ada.send('/auth/reset/new', { token, password: 'not leaked at all' })).to.search).toBe(
    '?done=reset',
  );
});

test.each([
  ['answers with an error', 503, { why: 503 }],
  ['leads elsewhere', 302, { why: 302 }],
])('is taken, and the log tells, where the list %s (S-40)', async (_what, status, why) => {
  answers = () => ({ status, text: digestOf(leaked).slice(5) });
  expect(await join(leaked)).toBeNull();
  expect(warned).toEqual([why]);
});
