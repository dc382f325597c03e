import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InstanceHome, openHome } from './instance-process.ts';

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

it('is not started twice on the same data', async () => {
  expect(await home.run('main')).toMatchObject({ code: 1, output: expect.stringContaining('already') });
});

it('holds every invariant, and says so in a line each', async () => {
  const { code, output } = await home.run('selfcheck');
  expect(
    output
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 9)),
  ).toEqual(['I1', 'I2', 'I3', 'I4', 'I5'].map((id) => `ok     ${id}`));
  expect(code).toBe(0);
});

it('settles no month that is not over', async () => {
  const thisMonth = new Date().toISOString().slice(0, 7);
  for (const month of [thisMonth, '2999-01']) {
    const { code, output } = await home.run('settle', '--month', month);
    expect(output).toContain('month-not-over');
    expect(code).toBe(1);
  }
});

it('plays the next month to its payouts when it is asked to', async () => {
  const { code, output } = await home.run('demo-next-month');
  expect(output).toMatch(/Noor Haddad\s+\d+\.\d\d EUR\s+transfer tr_/);
  expect(code).toBe(0);
  expect((await home.run('selfcheck')).code).toBe(0);
});

it('stops at Ctrl-C without a complaint, and keeps its data for the next start', async () => {
  const { code, output } = await running.interrupt();
  expect(code).toBe(0);
  expect(output).not.toMatch(/error/i);
  running = await home.start();
  expect(running.output).not.toContain('First run');
  expect((await home.run('selfcheck')).output).toContain('ok     I5');
});
