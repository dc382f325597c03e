import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { operations, type ServerName } from './operations.ts';
import type { Seeded } from './seed.ts';
import { askOnce, type Sent, sendRequests } from './send-requests.ts';

export type Server = { readonly name: ServerName; readonly port: number; readonly process: ChildProcess };

export type Terms = { readonly connections: number; readonly seconds: number; readonly rounds: number };

export type Measured = {
  readonly operation: string;
  /** Ours as a part of the practical limit, and of PostGraphile where it is hot: the medians of the rounds. */
  readonly ratio: number;
  readonly ratioToPostgraphile: number | undefined;
  readonly hot: boolean;
} & { readonly [Name in ServerName]: Sent | undefined };

export const startServer = async (name: ServerName, databaseUrl: string): Promise<Server> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, `serve-${name}.ts`), databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { GRAPHILE_ENV: 'production' },
  });
  const [line] = await once(child.stdout, 'data');
  return { name, port: Number.parseInt(String(line), 10), process: child };
};

export const stopServer = async ({ process }: Server): Promise<void> => {
  process.kill('SIGTERM');
  await once(process, 'exit');
};

/** Asked the same, we and the practical limit give the same answer; else they would not be doing the same work. */
export const compareAnswers = async (ours: Server, plain: Server, seeded: Seeded): Promise<void> => {
  for (const operation of operations.filter(({ repeatable }) => repeatable)) {
    for (let nth = 0; nth < 20; nth++) {
      const asked = operation.ask(seeded, 'ours');
      const [one, other] = [await askOnce(ours.port, asked), await askOnce(plain.port, asked)];
      if (dataOf(one) !== dataOf(other)) throw new Error(`${operation.name}: ${one}\nis not\n${other}`);
    }
  }
};

/** What a request costs is told beside the data. */
const dataOf = (answer: string): string => JSON.stringify(JSON.parse(answer).data);

/** Round after round each operation is asked of all in turn, so that what slows the machine down slows them all. */
export const measureRounds = async (
  servers: readonly Server[],
  seeded: Seeded,
  terms: Terms,
  say: (line: string) => void,
): Promise<readonly Measured[]> => {
  const all = operations.map((operation) => ({
    operation,
    sent: { ours: [], plain: [], postgraphile: [] } as Record<ServerName, Sent[]>,
  }));
  for (let round = 0; round <= terms.rounds; round++) {
    for (const { operation, sent } of all) {
      const first = round % servers.length;
      for (const { name, port } of [...servers.slice(first), ...servers.slice(0, first)]) {
        if (name === 'postgraphile' && !operation.hot) continue;
        const ask = () => operation.ask(seeded, name);
        const result = await sendRequests(port, terms.connections, terms.seconds, ask);
        // The first round compiles and fills the caches.
        if (round > 0) sent[name].push(result);
        const { perSecond, p99Ms } = result;
        say(`${round || 'warming up'}: ${operation.name}, ${name}: ${perSecond}/s, p99 ${p99Ms} ms`);
      }
    }
  }
  return all.map(({ operation, sent }) => ({
    operation: operation.name,
    hot: operation.hot,
    ratio: ratioOf(sent.ours, sent.plain),
    ratioToPostgraphile: operation.hot ? ratioOf(sent.ours, sent.postgraphile) : undefined,
    ours: middle(sent.ours),
    plain: middle(sent.plain),
    postgraphile: operation.hot ? middle(sent.postgraphile) : undefined,
  }));
};

const ratioOf = (ours: readonly Sent[], others: readonly Sent[]): number =>
  hundredths(median(ours.map(({ perSecond }, nth) => perSecond / (others[nth]?.perSecond ?? 1))));

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
