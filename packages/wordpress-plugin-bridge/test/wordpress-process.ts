import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '@flattr/database/free-port';
import { unzipSync } from 'fflate';
import { type PhpVersion, wordpressProgram } from './wordpress-program.ts';

export type WordPressProcess = {
  /** Its document root. */
  readonly folder: string;
  /** Where it answers over plain HTTP; people reach it by its https address. */
  readonly port: number;
  stop(): Promise<void>;
};

/** How many requests it answers at once: one that asks our instance, which asks back, and one more. */
const workers = 3;

const bootMs = 90_000;

/** Starts a fresh WordPress 6.5 on a PHP, in a folder of its own, with what a test lays into it. */
export const startWordPress = async (
  origin: string,
  php: PhpVersion,
  mustUse: Readonly<Record<string, string>>,
): Promise<WordPressProcess> => {
  const home = await mkdtemp(join(tmpdir(), 'flattr-wordpress-'));
  const folder = join(home, 'wp');
  await unpackWordPress(folder);
  for (const [name, text] of Object.entries(mustUse))
    await writeFile(join(folder, 'wp-content/mu-plugins', name), text);
  const port = await freePort();
  const blueprint = join(home, 'blueprint.json');
  await writeFile(blueprint, JSON.stringify({ preferredVersions: { php, wp: '6.5' }, steps: [] }));
  const child = spawn(
    process.execPath,
    [
      ...[`${wordpressProgram}`, 'server', '--port', `${port}`, '--php', php, '--workers', `${workers}`],
      ...[`--site-url=${origin}`, `--mount-before-install=${folder}:/wordpress`, `--blueprint=${blueprint}`],
      '--wordpress-install-mode=install-from-existing-files-if-needed',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = () => child.kill('SIGKILL');
  // A test that is given up leaves no program behind.
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      kill();
      await once(child, 'exit');
    }
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await ready(child, port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { folder, port, stop };
};

const unpackWordPress = async (folder: string): Promise<void> => {
  const builds = join(dirname(`${wordpressProgram}`), '../@wp-playground/wordpress-builds');
  const files = unzipSync(await readFile(join(builds, 'src/wordpress/wp-6.5.zip')));
  for (const [name, bytes] of Object.entries(files)) {
    if (name.endsWith('/')) continue;
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  // The scripts and styles of WordPress come in a folder of their own.
  await cp(join(builds, 'public/wp-6.5'), folder, { recursive: true });
  await mkdir(join(folder, 'wp-content/mu-plugins'), { recursive: true });
  const config = join(folder, 'wp-config.php');
  const text = (await readFile(config, 'utf8')).replace("define( 'WP_DEBUG', false );", '');
  await writeFile(config, text.replace('<?php', `<?php ${constants}`));
};

/** It tells what is wrong in a log, asks nobody but this machine, and does its scheduled work when it is told to. */
const constants = [
  ...[
    'WP_DEBUG',
    'WP_DEBUG_LOG',
    'DISABLE_WP_CRON',
    'WP_HTTP_BLOCK_EXTERNAL',
    'AUTOMATIC_UPDATER_DISABLED',
  ].map((name) => `defined( '${name}' ) || define( '${name}', true );`),
  "define( 'WP_DEBUG_DISPLAY', false );",
].join(' ');

const ready = async (child: ChildProcess, port: number): Promise<void> => {
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  for (const until = Date.now() + bootMs; ; ) {
    const { status } = await fetch(`http://127.0.0.1:${port}/wp-login.php`).catch(() => ({ status: 0 }));
    if (status === 200) return;
    if (child.exitCode !== null || Date.now() > until) throw new Error(`WordPress did not start: ${output}`);
    await new Promise((later) => setTimeout(later, 250));
  }
};
