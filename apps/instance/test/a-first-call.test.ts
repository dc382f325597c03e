import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstanceHome, openHome } from './instance-process.ts';
import { jsonValues, snippetsOf } from './snippets.ts';

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
    const commands = snippets.filter(({ language }) => language === 'sh');
    const mark = '----8<----';
    const script = commands.map(({ text }) => `${text}\necho; echo '${mark}'\n`).join('');
    const { stdout, stderr } = await promisify(execFile)('bash', ['-eu', '-c', script], {
      cwd: folder,
      env: home.env,
    });
    expect(stderr).toBe('');
    const said = stdout.split(mark);
    const shown = commands.map((command) => {
      const next = snippets[snippets.indexOf(command) + 1];
      return next?.language === 'json' ? jsonValues(next.text) : [];
    });
    expect(shown.filter((answers) => answers.length > 0).length).toBeGreaterThan(5);
    for (const [index, answers] of shown.entries())
      expect(jsonValues(said[index] ?? '').map(withoutCost), commands[index]?.text).toEqual(answers);
  });
});

/** What a request cost is told with every answer, and is another figure each time. */
const withoutCost = (answer: unknown): unknown => {
  if (typeof answer !== 'object' || answer === null || !('extensions' in answer)) return answer;
  const { extensions, ...rest } = answer;
  const { cost: _cost, ...others } = extensions as { cost?: unknown };
  return Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest;
};
