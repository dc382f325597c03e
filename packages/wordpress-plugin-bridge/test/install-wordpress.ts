import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordpressFolder } from './wordpress-folder.ts';

/** Installs the WordPress that the tests drive, in the versions of `wordpress-packages/package-lock.json`, unless it is there. */
const packages = join(import.meta.dirname, 'wordpress-packages');
const wanted = await readFile(join(packages, 'package-lock.json'), 'utf8');
const found = await readFile(join(wordpressFolder, 'installed.json'), 'utf8').catch(() => '');
if (found === wanted) process.exit(0);
console.log('Installing WordPress into .flattr-wordpress: once, about 965 MB …');
await mkdir(wordpressFolder, { recursive: true });
for (const file of ['package.json', 'package-lock.json'])
  await cp(join(packages, file), join(wordpressFolder, file));
const { status } = spawnSync('npm', ['ci', '--prefix', wordpressFolder, '--no-audit', '--no-fund'], {
  cwd: wordpressFolder,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
// Left last, so that an installation that was cut off is made again.
if (status === 0) await cp(join(packages, 'package-lock.json'), join(wordpressFolder, 'installed.json'));
process.exit(status ?? 1);
