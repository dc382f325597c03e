import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pluginFiles } from '../src/plugin-files.ts';
import { writeFolder } from '../src/write-folder.ts';
import { phpProgram, phps } from './php-programs.ts';

const phpcs = needsProgram('phpcs', ['/usr/bin/phpcs']);
const standard = join(import.meta.dirname, '../phpcs.xml.dist');

let folder: string;
let sources: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flattr-checked-'));
  const files = await pluginFiles();
  await writeFolder(folder, files);
  sources = [...files.keys()].filter((path) => path.endsWith('.php')).map((path) => join(folder, path));
});
afterAll(() => rm(folder, { recursive: true }));

it('has the programs it needs where every suite must run', () => {
  expect((phpcs && phpProgram) || !allSuites()).toBeTruthy();
});

describe.runIf(phpcs)('PHP_CodeSniffer', () => {
  const sniff = (what: string) =>
    promisify(execFile)(phpcs ?? '', ['-q', '--report=emacs', `--standard=${standard}`, what]).then(
      ({ stdout }) => stdout,
      ({ stdout }) => stdout as string,
    );

  it('finds nothing in the plugin and in the client that is generated', async () => {
    expect((await sniff(folder)).replaceAll(`${folder}/`, '')).toBe('');
  });

  it('finds what it is there for', async () => {
    const bad = join(folder, 'bad.php');
    await writeFile(bad, '<?php\nfunction a($b){\n    if($b) { return eval($b); }\n    return [1];\n}\n');
    const found = await sniff(bad);
    await rm(bad);
    for (const sniffed of [
      'Squiz.PHP.Eval',
      'DisallowSpaceIndent',
      'DisallowShortArraySyntax',
      'Squiz.Commenting',
    ])
      expect(found).toContain(sniffed);
  });
});

describe.each(phps)('PHP $name', ({ lint }) => {
  it('finds a mistake', async () => {
    const bad = join(folder, 'bad.php');
    await writeFile(bad, '<?php if;');
    const { out, said } = await lint([bad]);
    await rm(bad);
    // The 7.4 in WebAssembly ends with 0 all the same: what it says of a file is what counts.
    expect(out + said).not.toContain('No syntax errors detected');
    expect(out + said).toContain('syntax error');
  });

  it('reads every file', { timeout: 300_000 }, async () => {
    const { code, out, said } = await lint(sources);
    const read = out.split('\n').filter((line) => line.startsWith('No syntax errors detected'));
    expect({ code, read: read.length, said }).toEqual({ code: 0, read: sources.length, said: '' });
  });
});
