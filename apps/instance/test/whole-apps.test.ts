import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@flattr/database/free-port';
import { scaleOf } from '@flattr/evidence';
import { needsProgram } from '@flattr/evidence/needs-program';
import { until } from '@flattr/test-world/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstanceHome, openHome } from './instance-process.ts';
import { runInShell } from './shell-snippets.ts';
import { snippetsOf } from './snippets.ts';

const root = join(import.meta.dirname, '../../..');
const curl = needsProgram('curl', ['/usr/bin/curl', '/bin/curl', '/usr/local/bin/curl']);
const openssl = needsProgram('openssl', ['/usr/bin/openssl', '/usr/local/bin/openssl']);

const [start, ...shell] = snippetsOf('docs/integrate/app-with-curl.md');
const [program, output] = snippetsOf('docs/integrate/app-with-graphql-request.md');

let home: InstanceHome;
let folder: string;
let running: ChildProcess;
let env: NodeJS.ProcessEnv;

// A minute: an instance, and twice the ten seconds that a webhook gathers flattrs for.
describe.runIf(curl && openssl && scaleOf({ quick: false, ci: true, full: true }))('a whole app', () => {
  beforeAll(async () => {
    home = await openHome();
    // Where the packages of this house are found.
    await mkdir(join(root, '.flattr'), { recursive: true });
    folder = await mkdtemp(join(root, '.flattr', 'whole-apps-'));
    env = { ...home.env, HOOKS_PORT: `${await freePort()}`, FLATTR: home.origin };
    running = spawn('bash', ['-c', start?.text ?? ''], { cwd: root, env, detached: true });
    let said = '';
    running.stdout?.on('data', (chunk) => (said += chunk));
    running.stderr?.on('data', (chunk) => (said += chunk));
    await until('the instance', async () => {
      if (running.exitCode !== null) throw new Error(said);
      return /^ready /m.test(said);
    });
  });
  afterAll(async () => {
    // The shell, npm and the instance are one group, as in a terminal where somebody presses Ctrl-C.
    if (running?.pid && running.exitCode === null) {
      process.kill(-running.pid, 'SIGINT');
      await once(running, 'close');
    }
    await home.remove();
    await rm(folder, { recursive: true });
  });

  it('is a shell with curl, and each command answers what the document shows', async () => {
    const { stderr, commands } = await runInShell(shell, { cwd: folder, env });
    expect(stderr).toBe('');
    expect(commands.filter(({ shown }) => shown.length > 0).length).toBe(7);
    for (const { command, answers, shown } of commands) expect(answers, command).toEqual(shown);
  });

  it('is a program with graphql-request, and it says what the document shows', async () => {
    await writeFile(join(folder, 'app.mjs'), program?.text ?? '');
    const app = spawn(process.execPath, ['app.mjs'], { cwd: folder, env });
    let said = '';
    app.stdout.on('data', (chunk) => (said += chunk));
    app.stderr.on('data', (chunk) => (said += chunk));
    const says = (what: RegExp) =>
      until(`${what}`, async () => {
        if (app.exitCode !== null && !what.test(said)) throw new Error(said);
        return what.test(said);
      });
    await says(/^Open /m);
    const [, code] = /allow (\S+)/.exec(said) ?? [];
    await asPerson('noor', `answerDevice(input: { userCode: "${code}", allow: true })`);
    await says(/^Flattred 0 times$/m);
    await asPerson('ada', 'flattr(input: { url: "https://noor.example/with-graphql-request" })');
    if (app.exitCode === null) await once(app, 'exit');
    const shown = (output?.text ?? '').replace('http://localhost:4000', home.origin);
    const plain = (text: string) => text.replace(/allow \S+/, 'allow CODE');
    expect(plain(said)).toBe(plain(shown));
  });
});

/** What a person of the demo does on a page, who is signed in. */
const asPerson = async (handle: string, mutation: string): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const signIn = await fetch(`${home.origin}/auth/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: `${handle}@flattr.example`, password: 'flattr-demo' }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const answer = await fetch(`${home.origin}/graphql`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify({ query: `mutation { done: ${mutation} { errors { message } } }` }),
  });
  const { data } = (await answer.json()) as { data: { done: { errors: readonly unknown[] } } };
  expect(data.done.errors).toEqual([]);
};
