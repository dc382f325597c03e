import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compiled } from '../compiled.ts';
import { until } from '../until.ts';
import type { WorkOrder } from './work-order.ts';

export type Ending = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The crash points that it reached, a line each. */
  readonly points: readonly string[];
  readonly trouble: string;
};

export type WorkerProcess = {
  readonly process: ChildProcess;
  readonly ended: Promise<Ending>;
  points(): readonly string[];
  /** Resolves once it works, and can be told to stop. */
  ready(): Promise<void>;
};

const script = join(import.meta.dirname, 'crashing-worker.ts');

/** Starts a worker that falls at a crash point, or works on until it is done or told to stop. */
export const startCrashingWorker = (order: WorkOrder): WorkerProcess =>
  startProcess([script, JSON.stringify(order)], {});

/** Starts a program of the house as a process of its own, with these variables and no other ones. */
export const startProcess = (
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): WorkerProcess => {
  const child = spawn(process.execPath, args, {
    env: { ...compiled, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let trouble = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (trouble += chunk));
  const points = () => output.split('\n').filter((line) => /^\d/.test(line));
  const ended = once(child, 'close').then(
    ([code, signal]): Ending => ({ code, signal, points: points(), trouble }),
  );
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const ready = () =>
    until('the start of a worker', async () => gone() || /\bready\b/.test(output)).then(() => {
      if (gone()) throw new Error(`a worker did not start: ${trouble}`);
    });
  return { process: child, ended, points, ready };
};

/** Tells a worker to stop, which it does by itself and in time; says what is wrong where it does not. */
export const stopWorker = async (worker: WorkerProcess, deadlineMs = 20_000): Promise<readonly string[]> => {
  worker.process.kill('SIGTERM');
  const late = wait(deadlineMs, undefined, { ref: false });
  const ending = await Promise.race([worker.ended, late]);
  if (!ending) {
    worker.process.kill('SIGKILL');
    return [`a worker did not stop within ${deadlineMs / 1000} s`];
  }
  return ending.code === 0 ? [] : [`a worker ended by ${ending.code ?? ending.signal}: ${ending.trouble}`];
};
