import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AnswerDeviceDocument } from '@flattr/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCredentials } from '../src/signing-in/credentials.ts';
import { type CliWorld, openCliWorld, tokenOf } from './cli-world.ts';
import type { Shell } from './shell.ts';

let open: CliWorld;
let shell: Shell;

beforeAll(async () => {
  open = await openCliWorld();
  shell = (await open.openShell()).with({ token: undefined, instance: undefined });
});
afterAll(async () => {
  await shell?.remove();
  await open?.close();
});

/** Noor, who sees the code in the meantime, and answers at the page. */
const meanwhile = (allow: boolean) => {
  const codes: string[] = [];
  const fetch = async (url: string, init?: RequestInit) => {
    const answer = await open.blog.fetch(url, init);
    if (url.endsWith('/auth/device/code'))
      codes.push(((await answer.clone().json()) as { user_code: string }).user_code);
    return answer;
  };
  const wait = async () => {
    const input = { userCode: codes.shift() ?? '', allow };
    await open.noor.client.request(AnswerDeviceDocument, { input });
  };
  return shell.with({ fetch, wait, token: undefined, instance: undefined });
};

it('who runs login and allows it in a browser is signed in', async () => {
  const { code, out, err } = await meanwhile(true).type('login', '--instance', open.instance);
  expect(err).toMatch(
    /Open http:\/\/localhost:\d+\/device\?user_code=[A-Z2-9]{4}-[A-Z2-9]{4}\ncompare the code /,
  );
  expect([code, out]).toEqual([0, `You are signed in at ${open.instance} as noor.`]);
  const { mode } = await stat(join(shell.configFolder, 'credentials.json'));
  expect((mode & 0o777).toString(8)).toBe('600');
  expect((await stat(shell.configFolder)).mode & 0o77).toBe(0);
  expect(await shell.type('whoami')).toMatchObject({
    code: 0,
    out: `noor (noor) at ${open.instance}, by a login`,
  });
});

it('a login that is over is refreshed, by one of two commands that run at once', async () => {
  const before = (await readCredentials(shell.configFolder)).logins[open.instance];
  const later = shell.with({ now: () => Date.now() + 59.5 * 60_000, token: undefined, instance: undefined });
  const both = await Promise.all([later.type('whoami', '--json'), later.type('whoami', '--json')]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  const after = (await readCredentials(shell.configFolder)).logins[open.instance];
  expect(after?.refreshToken).not.toBe(before?.refreshToken);
  expect((await shell.type('whoami')).code).toBe(0);
});

it('a token in the environment wins over a login, and one of an option over both', async () => {
  const mina = (await open.world.joinsByForm('mina')).client;
  const environment = shell.with({ token: await tokenOf(mina, ['ME_READ']), instance: open.instance });
  expect((await environment.type('whoami')).out).toMatch(/^mina .*, by the token of FLATTR_TOKEN$/);
  expect((await environment.type('whoami', '--token', open.noor.token)).out).toMatch(/^noor .*of --token$/);
});

it('says what to do about a token without the scope, and about one that is over', async () => {
  const reader = await tokenOf(open.noor.client, ['ME_READ']);
  const list = shell.with({ token: reader, instance: open.instance });
  const { code, err } = await list.type('register', '--json', 'things.json');
  expect([code, err]).toEqual([2, expect.stringContaining('There is no file things.json')]);
  const unknown = shell.with({ token: `flt_pat_${'a'.repeat(43)}`, instance: open.instance });
  const over = await unknown.type('whoami');
  expect(over.code).toBe(3);
  expect(over.err).toMatch(/unknown there, over or revoked\.\nMake another at http:.*\/me\/tokens/);
});

it('who turns it down is not signed in', async () => {
  const elsewhere = meanwhile(false);
  const { code, err } = await elsewhere.type('login', '--instance', open.instance);
  expect([code, err]).toEqual([3, expect.stringContaining('It was turned down.')]);
});

it('an app that the instance does not know is said to be registered first', async () => {
  const { code, err } = await shell.type('login', '--client-id', 'nobody');
  expect([code, err]).toEqual([
    3,
    expect.stringMatching(/knows no app nobody\.\nRegister a public one at .*\/me\/apps/),
  ]);
});

it('who signs out is signed out here and there', async () => {
  const login = (await readCredentials(shell.configFolder)).logins[open.instance];
  expect((await shell.type('logout')).out).toBe(`You are signed out of ${open.instance}.`);
  expect((await shell.type('whoami')).code).toBe(3);
  const kept = shell.with({ token: login?.accessToken, instance: open.instance });
  expect((await kept.type('whoami')).err).toContain('unknown there, over or revoked');
  expect((await shell.type('logout')).out).toBe(`Nobody was signed in at ${open.instance}.`);
});
