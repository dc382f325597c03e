import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { type Environment, readEnvironment } from './environment.ts';

/** Sends a request: the runtime's `fetch`, or what takes its place. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * All that a command touches outside itself: every command finds it in `data` of its context. Answers go to `out`, and
 * what is said to a person meanwhile to `err`, so that a pipe carries answers alone.
 */
export type Surroundings = {
  readonly environment: Environment;
  /** The folder that relative paths begin at. */
  readonly folder: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** The terminal in front of which somebody sits and watches `err`, for bars; undefined in a pipe. */
  readonly terminal: NodeJS.WriteStream | undefined;
  /** How wide the text may be. */
  readonly columns: number;
  /** Whether `out` and `err` show colours. */
  readonly colours: { readonly out: boolean; readonly err: boolean };
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
};

const columnsMax = 110;

/** Those of this process. */
export const surroundingsOfProcess = (): Surroundings => {
  const environment = readEnvironment();
  const { stdout, stderr } = process;
  return {
    environment,
    folder: process.cwd(),
    out: (line) => stdout.write(`${line}\n`),
    err: (line) => stderr.write(`${line}\n`),
    terminal: stderr.isTTY ? stderr : undefined,
    columns: Math.min(columnsMax, (stdout.isTTY ? stdout : stderr).columns ?? columnsMax),
    colours: { out: stdout.isTTY && !environment.plain, err: stderr.isTTY && !environment.plain },
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    wait: async (ms) => {
      await sleep(ms);
    },
  };
};

type Style = 'bold' | 'cyan' | 'red' | 'underline' | 'yellow';

/** A text in a style where it is shown in colour, as it is otherwise. */
export const styled = (shown: boolean, style: Style, text: string): string =>
  shown ? styleText(style, text, { validateStream: false }) : text;
