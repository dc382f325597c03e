import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@flattr/database/free-port';
import { bundleScript } from '@flattr/sdk/bundle-script';
import { makePackage } from '@flattr/sdk/make-package';

const runtimes = join(import.meta.dirname, '../../../packages/sdk/runtimes');
const run = promisify(execFile);

/**
 * Installs the runtimes where they are not yet, in their own folder, outside the workspaces: those of the lock file, and not by
 * `npm ci`, which wants the programs of every other system in it too.
 */
export const installRuntimes = async (): Promise<void> => {
  if (!existsSync(join(runtimes, 'node_modules/.package-lock.json')))
    await run('npm', ['install', '--no-save'], { cwd: runtimes });
};

/** A folder with the packed SDK installed as anybody installs it, and the questions beside it. */
export const installPackage = async (folder: string): Promise<void> => {
  const { folder: packed } = await makePackage(join(folder, 'packed'));
  await mkdir(join(folder, 'node_modules/@flattr'), { recursive: true });
  await cp(packed, join(folder, 'node_modules/@flattr/sdk'), { recursive: true });
  for (const file of ['ask.js', 'main.js', 'page.js', 'worker.js'])
    await cp(join(runtimes, file), join(folder, file));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
};

const commands: Readonly<Record<string, readonly string[]>> = {
  'node 20': ['node'],
  deno: ['deno', 'run', '--allow-net', '--no-lock', '--node-modules-dir=manual'],
  bun: ['bun', 'run'],
};

/** Asks in a program that runs scripts, and gives what it prints. */
export const askByScript = async (runtime: string, folder: string, question: object): Promise<unknown> => {
  const [program = '', ...options] = commands[runtime] ?? [];
  const asked = [...options, 'main.js', JSON.stringify(question)];
  const { stdout } = await run(join(runtimes, 'node_modules/.bin', program), asked, { cwd: folder });
  return JSON.parse(stdout);
};

/** The questions with the package in one module, for a worker or a page. */
export const bundled = async (folder: string, file: string): Promise<string> =>
  bundleScript(folder, await readFile(join(folder, file), 'utf8'));

/** Asks in a worker that is served by workerd. */
export const askByWorker = async (folder: string, question: object): Promise<unknown> => {
  const port = await freePort();
  await writeFile(join(folder, 'bundled.js'), await bundled(folder, 'worker.js'));
  await writeFile(join(folder, 'config.capnp'), configOf(port));
  const program = join(runtimes, 'node_modules/.bin/workerd');
  const server = spawn(program, ['serve', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  try {
    const answer = await whenListening(server, `http://127.0.0.1:${port}/`, JSON.stringify(question));
    if (!answer.ok) throw new Error(`workerd answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  } finally {
    server.kill();
    await once(server, 'close');
  }
};

const configOf = (port: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .ask), (name = "internet", network = (allow = ["private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const ask :Workerd.Worker = (modules = [(name = "ask", esModule = embed "bundled.js")], compatibilityDate = "2025-01-01");
`;

const whenListening = async (server: ChildProcess, url: string, body: string): Promise<Response> => {
  let said = '';
  server.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  for (let tried = 0; tried < 200; tried++) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined);
    if (answer) return answer;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`workerd does not listen: ${said}`);
};

/** Which versions there are, as their packages say. */
export const versionOf = async (name: string): Promise<string> =>
  JSON.parse(await readFile(join(runtimes, 'node_modules', name, 'package.json'), 'utf8')).version;
