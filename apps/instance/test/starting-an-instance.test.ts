import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { monthBefore, monthOf } from '@flattr/domain/month';
import { scaleOf } from '@flattr/evidence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creators, emailOf, seedPassword, supporters } from '../src/seed/cast.ts';
import { type InstanceHome, openHome } from './instance-process.ts';
import { python, verify } from './verified-month.ts';

/** Each starts a process of its own, and loads the product. */
const lines = scaleOf({ quick: 1, ci: 5, full: 5 });

let home: InstanceHome;
let running: Awaited<ReturnType<InstanceHome['start']>>;

beforeAll(async () => {
  home = await openHome();
});
afterAll(async () => {
  await running?.interrupt().catch(() => {});
  await home.remove();
});

it('tells how to start one where none runs', async () => {
  expect(await home.run('selfcheck')).toMatchObject({
    code: 1,
    output: expect.stringContaining('npm start'),
  });
});

it('starts on a bare machine and says where to look, as whom to sign in, and that it is ready', async () => {
  running = await home.start();
  expect(running.output).toContain('ada@flattr.example');
  expect(running.output.trimEnd().split('\n').at(-1)).toBe(`ready ${home.origin}`);
  const front = await (await fetch(home.origin)).text();
  expect(front).toContain('Eleven hours on the night train to Narvik');
});

it('lets its cast sign in with the password that it tells, and their addresses are proven', async () => {
  for (const handle of [...Object.keys(creators), ...Object.keys(supporters)].slice(0, 8)) {
    const signedIn = await fetch(`${home.origin}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: home.origin },
      body: JSON.stringify({ email: emailOf(handle), password: seedPassword }),
    });
    expect([handle, signedIn.status]).toEqual([handle, 200]);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
    const asked = await fetch(`${home.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: home.origin },
      body: JSON.stringify({ query: '{ viewer { emailVerified user { handle } } }' }),
    });
    expect(await asked.json()).toMatchObject({ data: { viewer: { emailVerified: true, user: { handle } } } });
  }
});

it('is not started twice on the same data', async () => {
  expect(await home.run('main')).toMatchObject({ code: 1, output: expect.stringContaining('already') });
});

it('holds every invariant, and says so in a line each', async () => {
  const { code, output } = await home.run('selfcheck');
  expect(
    output
      .trim()
      .split('\n')
      .map((line) => /^ok {5}\S+/.exec(line)?.[0]),
  ).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'SEAL', 'COUNTS'].map((id) => `ok     ${id}`));
  expect(code).toBe(0);
});

it('settles no month that is not over', async () => {
  const thisMonth = new Date().toISOString().slice(0, 7);
  const ends = [
    [thisMonth, ', 24:00 UTC.'],
    ['2999-01', 'It ends on 31 January 2999, 24:00 UTC.'],
  ] as const;
  for (const [month, end] of ends) {
    const { code, output } = await home.run('settle', '--month', month);
    expect(output).toContain('(month-not-over)');
    expect(output).toContain(end);
    expect(code).toBe(1);
  }
});

it('says that a month was settled before, and takes it without its flag as npm hands it on', async () => {
  const now = new Date();
  const month = monthBefore(monthOf(now));
  for (const args of [['--month', month], [month]]) {
    const { code, output } = await home.run('settle', ...args);
    expect(output.split('\n')[0]).toBe(`${month} was settled before; nothing to do.`);
    expect(output).toMatch(/EUR in wallets = /);
    expect(code).toBe(0);
  }
});

const noMonth = ['--mouth 2026-10', '', '--month', '--month 2026-13', '2026-10 2026-11'];

it.each(noMonth.slice(0, lines))('asks which month to settle after "%s"', async (line) => {
  const args = line.split(' ').filter(Boolean);
  expect(await home.run('settle', ...args)).toEqual({
    code: 1,
    output: 'Say which month: npm run settle -- --month 2026-10\n',
  });
});

it('exports a settled month, warns of what it holds, and another program computes it again', async () => {
  const folder = join(home.folder, 'exports', 'last-month');
  const month = monthBefore(monthOf(new Date()));
  const { code, output } = await home.run('export-month', '--month', month, '--out', folder);
  expect(output).toContain(`python3 tools/verify-month/verify_month.py ${folder}`);
  expect(output).toContain('KEEP IT TO YOURSELF.');
  expect(code).toBe(0);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  if (python) expect(await verify(folder)).toMatchObject({ code: 0 });
  expect(await home.run('export-month', month, folder)).toMatchObject({
    code: 1,
    output: expect.stringContaining('is there already'),
  });
  expect(await home.run('export-month', monthOf(new Date()), `${folder}-2`)).toMatchObject({
    code: 1,
    output: expect.stringContaining('(month-not-settled)'),
  });
  expect((await home.run('export-month', month)).output).toMatch(/^Say which month, and where to: /);
});

it('is found by the commands of a shell in which PORT is not set', async () => {
  const { code, output } = await home.runWith({ PORT: undefined }, 'demo-next-month');
  expect(output).toMatch(/Noor Haddad\s+\d+\.\d\d EUR\s+transfer tr_/);
  expect(output).toContain(`${home.origin}/months/`);
  expect(code).toBe(0);
  expect((await home.runWith({ PORT: '1' }, 'selfcheck')).code).toBe(0);
});

it('says so in a sentence where nobody flattred in the month', async () => {
  const { code, output } = await home.run('demo-next-month');
  expect(output).toMatch(/Nobody flattred in [A-Z][a-z]+\. Press the button on the blog first/);
  expect(output).not.toContain('0 flattrs');
  expect(code).toBe(0);
});

it('needs three ports, and starts nothing where one is taken or none can be meant', async () => {
  const { port } = home;
  const other = `${home.folder}-other`;
  const taken = `Port ${port} is taken; this instance needs ${port - 1}, ${port} and ${port + 1}. Choose others: PORT=`;
  for (const [PORT, sentence] of [
    [`${port - 1}`, taken],
    ['65534', 'PORT is a number from 1 to 65533.'],
    ['0', 'PORT is a number from 1 to 65533.'],
    ['many', 'PORT is a number from 1 to 65533.'],
  ]) {
    const { code, output } = await home.runWith({ FLATTR_HOME: other, PORT }, 'main');
    expect(output).toContain(sentence);
    expect(code).toBe(1);
  }
  expect(existsSync(other)).toBe(false);
});

it.each(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'FLATTR_SECRET', 'DATABASE_URL'])(
  'does not ignore %s alone',
  async (name) => {
    const { code, output } = await home.runWith({ [name]: 'x'.repeat(40) }, 'main');
    expect(output).toContain(name);
    expect(output).toContain('together');
    expect(code).toBe(1);
  },
);

it('is what its Stripe says it is, and says what its operator may take', async () => {
  let { code, output } = await home.run('reconcile', '--all');
  // The demo's months went by in seconds: the first sweep looks up what its banks did in them.
  for (let times = 1; times < 40 && code !== 0; times++)
    ({ code, output } = await home.run('reconcile', '--all'));
  expect(output).toMatch(/^0 differences, [1-9]\d* objects compared, 0 in flight\n$/);
  expect(code).toBe(0);
  expect((await home.run('fees')).output).toMatch(/^EUR {2}you may take \d+\.\d\d {2}\(fees /m);
  expect(await home.run('reconcile', '--since', 'yesterday')).toMatchObject({ code: 1 });
});

it('stops at Ctrl-C without a complaint, and keeps its data for the next start', async () => {
  const demo = await home.hold('The month is', 'demo-next-month');
  const { code, output } = await running.interrupt();
  const { output: told } = await demo.resume();
  expect(told.split('\n').slice(1).join('\n')).toMatch(/stopped in between\. .* nothing is lost\.\n$/);
  expect(told).not.toMatch(/error|\n +at /i);
  expect(code).toBe(0);
  expect(output).not.toMatch(/error/i);
  expect(output.trimEnd().split('\n').at(-1)).toBe(`Stopped. Your data is in ${home.folder}.`);
  expect(existsSync(join(home.folder, 'instance.json'))).toBe(false);
  running = await home.start();
  expect(running.output).not.toContain('First run');
  expect((await home.run('selfcheck')).output).toContain('ok     I5');
});
