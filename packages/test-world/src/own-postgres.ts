import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, prepareDatabase, startEmbeddedPostgres } from '@flattr/database/embedded';
import { type PostgresUrls, template } from './postgres.ts';

/** A PostgreSQL of a test's own, which it may bring down. It keeps its port. */
export type OwnPostgres = PostgresUrls & {
  /** Ends it at once, as `pg_ctl stop -m immediate` does, and starts it again: it recovers by its log. */
  crashAndStart(): Promise<void>;
  close(): Promise<void>;
};

/** Starts one that keeps its promises: a commit that was answered is on the disk. */
export const startOwnPostgres = async (): Promise<OwnPostgres> => {
  const home = await mkdtemp(join(tmpdir(), 'flattr-own-postgres-'));
  let running: EmbeddedPostgres = await startEmbeddedPostgres(home);
  await prepareDatabase(running, template);
  return {
    owner: running.ownerUrl('DATABASE'),
    app: running.appUrl('DATABASE'),
    crashAndStart: async () => {
      process.kill(await readPid(home), 'SIGQUIT');
      await running.stop();
      running = await startEmbeddedPostgres(home);
    },
    close: async () => {
      await running.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
};

const readPid = async (home: string): Promise<number> => {
  const [pid] = (await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return Number.parseInt(pid ?? '', 10);
};
