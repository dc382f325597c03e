import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase, startEmbeddedPostgres } from '@flattr/database/embedded';
import type { TestProject } from 'vitest/node';

/** Where a PostgreSQL answers, as the owner and as the application, with `DATABASE` for the name. */
export type PostgresUrls = { readonly owner: string; readonly app: string };

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's own. */
    readonly postgres: PostgresUrls;
  }
}

/** The prepared database that every world copies. */
export const template = 'flattr_template';

/** Vitest's global set-up: one PostgreSQL for the whole run, gone with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(await roomyFolder(), 'flattr-test-'));
  const settings = ['fsync=off', 'synchronous_commit=off', 'max_connections=600', 'max_wal_size=256MB'];
  const postgres = await startEmbeddedPostgres(
    home,
    settings.flatMap((setting) => ['-c', setting]),
  );
  await prepareDatabase(postgres, template);
  project.provide('postgres', { owner: postgres.ownerUrl('DATABASE'), app: postgres.appUrl('DATABASE') });
  return async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  };
}

/** Memory where there is plenty, else the disk: each world is a copy of some 600 files, gone in a moment. */
const roomyFolder = async (): Promise<string> => {
  const memory = await statfs('/dev/shm').catch(() => undefined);
  return memory && memory.bavail * memory.bsize > 6 * 1024 ** 3 ? '/dev/shm' : tmpdir();
};
