import { type Config, createPlatform, readConfig, type WiredPlatform } from '@flattr/adapters';
import { findEmbeddedPostgres } from '@flattr/database/embedded';
import pg from 'pg';
import { database, embeddedConfig, readSecrets } from './home.ts';

export type OpenInstance = {
  readonly platform: WiredPlatform;
  readonly config: Config;
  /** The embedded database as the role that may move its clock; absent where DATABASE_URL names another. */
  readonly owner?: pg.Pool;
  close(): Promise<void>;
};

/** Joins the instance that runs on this machine, for a command beside it; tells how to start one if none answers. */
const openInstance = async (): Promise<OpenInstance> => {
  const asked = readConfig();
  if (asked.databaseUrl) {
    const platform = await createPlatform(asked);
    return { platform, config: asked, close: () => platform.close() };
  }
  const postgres = await findEmbeddedPostgres(asked.home);
  if (!postgres) throw new Error('No instance is running here. Start one with: npm start');
  const config = embeddedConfig(asked, await readSecrets(asked.home), postgres.appUrl(database));
  const platform = await createPlatform({ ...config, logLevel: 'warn' });
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl(database), max: 1 });
  return {
    platform,
    config,
    owner,
    close: async () => {
      await owner.end();
      await platform.close();
    },
  };
};

/** Runs a command to its end, and says in one sentence what it refuses; the exit code is 1 then. */
export const runCommand = async (command: (instance: OpenInstance) => Promise<void>): Promise<void> => {
  let instance: OpenInstance | undefined;
  try {
    instance = await openInstance();
    await command(instance);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    console.error(error instanceof Error ? `${error.message}${code}` : error);
    process.exitCode = 1;
  } finally {
    await instance?.close();
  }
};
