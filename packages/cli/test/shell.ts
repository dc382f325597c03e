import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../src/run-cli.ts';
import type { Fetch, Surroundings } from '../src/surroundings.ts';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

export type ShellOptions = {
  readonly fetch?: Fetch;
  readonly token?: string | undefined;
  readonly instance?: string | undefined;
  readonly columns?: number;
  readonly now?: () => number;
  /** What happens while a command waits: nothing, at once, by default. */
  readonly wait?: (ms: number) => Promise<void>;
};

/** A folder and a home of its own, in which commands are typed. */
export type Shell = {
  readonly folder: string;
  readonly configFolder: string;
  type(...words: readonly string[]): Promise<Ran>;
  /** The same shell in other surroundings. */
  with(options: ShellOptions): Shell;
  remove(): Promise<void>;
};

export const openShell = async (options: ShellOptions = {}): Promise<Shell> => {
  const folder = await mkdtemp(join(tmpdir(), 'flattr-cli-'));
  return shellIn(folder, options);
};

const shellIn = (folder: string, options: ShellOptions): Shell => {
  const configFolder = join(folder, '.config', 'flattr');
  return {
    folder,
    configFolder,
    type: async (...words) => {
      const out: string[] = [];
      const err: string[] = [];
      const surroundings: Surroundings = {
        environment: { token: options.token, instance: options.instance, configFolder, plain: true },
        folder,
        out: (line) => out.push(line),
        err: (line) => err.push(line),
        terminal: undefined,
        columns: options.columns ?? 100,
        colours: { out: false, err: false },
        fetch: options.fetch ?? ((url, init) => fetch(url, init)),
        now: options.now ?? (() => Date.now()),
        wait: options.wait ?? (async () => {}),
      };
      const code = await runCli(words, surroundings);
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    with: (others) => shellIn(folder, { ...options, ...others }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
