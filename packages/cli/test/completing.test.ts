import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { needsProgram } from '@flattr/evidence/needs-program';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShell, type Shell } from './shell.ts';

const bash = needsProgram('bash', ['/bin/bash', '/usr/bin/bash']);

let shell: Shell;

beforeAll(async () => {
  shell = await openShell();
});
afterAll(() => shell.remove());

const offers = async (...words: readonly string[]) =>
  (await shell.type('complete', '--', ...words)).out.split('\n').map((line) => line.split('\t')[0]);

it('offers commands, options and shells to who presses the tab key, and files where it knows nothing', async () => {
  expect(await offers('re')).toEqual(['register', ':4']);
  expect(await offers('')).toEqual(
    expect.arrayContaining(['login', 'register', 'deps', 'counts', 'complete']),
  );
  expect(await offers('register', '--no')).toEqual(['--no-pages', '--no-moves', ':4']);
  expect(await offers('counts', '--')).toEqual(['--month', '--instance', '--json', ':4']);
  expect(await offers('complete', 'z')).toEqual(['zsh', ':4']);
  expect(await offers('register', '--feed', '')).toEqual([':0']);
});

it.each(['zsh', 'bash', 'fish', 'powershell'])('prints a script for %s', async (name) => {
  const { code, out } = await shell.type('complete', name);
  expect([code, out]).toEqual([0, expect.stringContaining('flattr')]);
});

it.runIf(bash)('prints one that bash reads', async () => {
  const { out } = await shell.type('complete', 'bash');
  const { stdout } = await promisify(execFile)(bash ?? '', ['-c', `${out}\ncomplete -p flattr`]);
  expect(stdout).toMatch(/complete .*-F \S+ flattr/);
});
