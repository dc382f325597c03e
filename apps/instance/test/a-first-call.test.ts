import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstanceHome, openHome } from './instance-process.ts';
import { runInShell } from './shell-snippets.ts';
import { snippetsOf } from './snippets.ts';

const [start, ...snippets] = snippetsOf('docs/integrate/first-call.md');
const root = join(import.meta.dirname, '../../..');

const curl = needsProgram('curl', [
  '/usr/bin/curl',
  '/bin/curl',
  '/opt/homebrew/bin/curl',
  '/usr/local/bin/curl',
]);

let home: InstanceHome;
let folder: string;
let running: ChildProcess;

it('is made where curl is', () => {
  expect(curl !== undefined || !allSuites()).toBe(true);
});

describe.runIf(curl)('a first call', () => {
  beforeAll(async () => {
    home = await openHome();
    folder = await mkdtemp(join(tmpdir(), 'flattr-first-call-'));
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

  it('begins with an instance that starts as the document says', async () => {
    expect(start).toEqual({ language: 'sh', text: 'npm start\n' });
    running = spawn('bash', ['-c', start?.text ?? ''], { cwd: root, env: home.env, detached: true });
    let output = '';
    await new Promise<void>((ready, refuse) => {
      running.stdout?.on('data', (chunk) => {
        output += chunk;
        if (/^ready /m.test(output)) ready();
      });
      running.once('exit', () => refuse(new Error(output)));
    });
    expect(output).toContain(`ready ${home.origin}\n`);
  });

  it('goes on in one shell, and each command answers what the document shows', async () => {
    const { stderr, commands } = await runInShell(snippets, { cwd: folder, env: home.env });
    expect(stderr).toBe('');
    expect(commands.filter(({ shown }) => shown.length > 0).length).toBeGreaterThan(5);
    for (const { command, answers, shown } of commands) expect(answers, command).toEqual(shown);
  });
});
