import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Operation, operations } from './operations.ts';
import type { Seeded } from './seed.ts';
import { askOnce, type Sent, sendRequests } from './send-requests.ts';

export type Server = {
  readonly name: 'ours' | 'plain';
  readonly port: number;
  readonly process: ChildProcess;
};

export type Terms = { readonly connections: number; readonly seconds: number; readonly rounds: number };

export type Measured = {
  readonly operation: string;
  readonly ours: Sent;
  readonly plain: Sent;
  /** Ours as a part of the practical limit: the median of the rounds. */
  readonly ratio: number;
};

export const startServer = async (name: Server['name'], databaseUrl: string): Promise<Server> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, `serve-${name}.ts`), databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { name, port: Number.parseInt(String(line), 10), process: child };
};

export const stopServer = async ({ process }: Server): Promise<void> => {
  process.kill('SIGTERM');
  await once(process, 'exit');
};

/** Asked the same, both give the same answer; else they would not be doing the same work. */
export const compareAnswers = async (ours: Server, plain: Server, seeded: Seeded): Promise<void> => {
  for (const operation of operations.filter(({ repeatable }) => repeatable)) {
    for (let nth = 0; nth < 20; nth++) {
      const asked = operation.ask(seeded);
      const [one, other] = [await askOnce(ours.port, asked), await askOnce(plain.port, asked)];
      if (one !== other) throw new Error(`${operation.name}: ${one}\nis not\n${other}`);
    }
  }
};

/** Round after round each operation is asked of both in turn, so that what slows the machine down slows both. */
export const measureRounds = async (
  servers: readonly [Server, Server],
  seeded: Seeded,
  terms: Terms,
  say: (line: string) => void,
): Promise<readonly Measured[]> => {
  const all = new Map<Operation, Record<Server['name'], Sent[]>>();
  for (let round = 0; round <= terms.rounds; round++) {
    for (const operation of operations) {
      const sent = all.get(operation) ?? { ours: [], plain: [] };
      const order = round % 2 === 0 ? servers : [...servers].reverse();
      for (const { name, port } of order) {
        const result = await sendRequests(port, terms.connections, terms.seconds, () =>
          operation.ask(seeded),
        );
        // The first round compiles and fills the caches.
        if (round > 0) sent[name].push(result);
        say(
          `${round || 'warming up'}: ${operation.name}, ${name}: ${result.perSecond}/s, p99 ${result.p99Ms} ms`,
        );
      }
      all.set(operation, sent);
    }
  }
  return [...all].map(([operation, { ours, plain }]) => ({
    operation: operation.name,
    ours: middle(ours),
    plain: middle(plain),
    ratio: hundredths(median(ours.map(({ perSecond }, nth) => perSecond / (plain[nth]?.perSecond ?? 1)))),
  }));
};

const middle = (sent: readonly Sent[]): Sent => ({
  perSecond: Math.round(median(sent.map(({ perSecond }) => perSecond))),
  p50Ms: hundredths(median(sent.map(({ p50Ms }) => p50Ms))),
  p99Ms: hundredths(median(sent.map(({ p99Ms }) => p99Ms))),
  requests: sent.reduce((sum, { requests }) => sum + requests, 0),
});

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};

const hundredths = (value: number): number => Math.round(value * 100) / 100;
