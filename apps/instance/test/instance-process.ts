import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from '@flattr/test-world/compiled';

const sources = join(import.meta.dirname, '../src');

export type Ended = { readonly code: number | null; readonly output: string };

/** A home and ports of its own, in which the commands of an instance run as processes, as a person runs them. */
export type InstanceHome = {
  readonly origin: string;
  readonly folder: string;
  readonly port: number;
  /** What its processes find in their environment, as in the shell of whoever runs them. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts it as `npm start` does, and returns once it says that it is ready. */
  start(): Promise<{ readonly output: string; interrupt(): Promise<Ended> }>;
  run(command: string, ...args: readonly string[]): Promise<Ended>;
  /** Runs a command in a shell in which some variables are set otherwise; undefined takes one away. */
  runWith(env: NodeJS.ProcessEnv, command: string, ...args: readonly string[]): Promise<Ended>;
  /** Runs a command until it has said something, and holds it there until it is resumed. */
  hold(said: string, command: string): Promise<{ resume(): Promise<Ended> }>;
  remove(): Promise<void>;
};

export const openHome = async (): Promise<InstanceHome> => {
  const home = await mkdtemp(join(tmpdir(), 'flattr-instance-'));
  const port = await threeFreePorts();
  const env = { ...process.env, ...compiled, FLATTR_HOME: home, PORT: `${port}`, NODE_ENV: 'development' };
  const launch = (
    command: string,
    args: readonly string[] = [],
    other: NodeJS.ProcessEnv = {},
  ): [ChildProcess, () => string] => {
    const child = spawn(process.execPath, [join(sources, `${command}.ts`), ...args], {
      env: { ...env, ...other },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    return [child, () => output];
  };
  const runWith: InstanceHome['runWith'] = async (other, command, ...args) => {
    const [child, output] = launch(command, args, other);
    const [code] = await once(child, 'close');
    return { code, output: output() };
  };
  return {
    folder: home,
    port,
    env,
    runWith,
    origin: `http://localhost:${port}`,
    start: async () => {
      const [child, output] = launch('main');
      await new Promise<void>((ready, refuse) => {
        child.stdout?.on('data', () => /^ready /m.test(output()) && ready());
        child.once('exit', () => refuse(new Error(output())));
      });
      return {
        output: output(),
        interrupt: async () => {
          child.kill('SIGINT');
          const [code] = await once(child, 'exit');
          return { code, output: output() };
        },
      };
    },
    run: (command, ...args) => runWith({}, command, ...args),
    hold: async (said, command) => {
      const [child, output] = launch(command);
      const closed = once(child, 'close');
      await new Promise<void>((held, refuse) => {
        child.stdout?.on('data', () => output().includes(said) && held());
        child.once('exit', () => refuse(new Error(output())));
      });
      child.kill('SIGSTOP');
      return {
        resume: async () => {
          child.kill('SIGCONT');
          const [code] = await closed;
          return { code, output: output() };
        },
      };
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
};

/** The first of three ports in a row that nobody uses: the site's, the emulator's and the blog's. */
const threeFreePorts = async (): Promise<number> => {
  for (let port = 20_000 + (process.pid % 20_000); ; port += 3) {
    const free = await Promise.all([port, port + 1, port + 2].map(isFree));
    if (free.every(Boolean)) return port;
  }
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
