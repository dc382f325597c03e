import { type Config, createPlatform, readConfig, type WiredPlatform } from '@flattr/adapters';
import { findEmbeddedPostgres } from '@flattr/database/embedded';
import pg from 'pg';
import { database, embeddedConfig, readSecrets, readWhereabouts } from './home.ts';
import { troubleText } from './tell.ts';

export type OpenInstance = {
  readonly platform: WiredPlatform;
  readonly config: Config;
  /** The embedded database as the role that may move its clock; absent where DATABASE_URL names another. */
  readonly owner?: pg.Pool;
  /** Whether what the command works on still answers. */
  isThere(): Promise<boolean>;
  close(): Promise<void>;
};

/** Joins the instance that runs on this machine, for a command beside it; tells how to start one if none answers. */
const openInstance = async (): Promise<OpenInstance> => {
  const asked = readConfig();
  if (asked.databaseUrl) {
    const platform = await createPlatform(asked);
    return { platform, config: asked, isThere: async () => true, close: () => platform.close() };
  }
  const postgres = await findEmbeddedPostgres(asked.home);
  if (!postgres) throw new Error('No instance is running here. Start one with: npm start');
  const secrets = await readSecrets(asked.home);
  const whereabouts = await readWhereabouts(asked.home);
  const config = embeddedConfig(asked, secrets, postgres.appUrl(database), whereabouts);
  // Connections that break are told by the command that needed them, in a sentence.
  const platform = await createPlatform({ ...config, logLevel: 'error' });
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl(database), max: 1 });
  owner.on('error', () => {});
  return {
    platform,
    config,
    owner,
    isThere: async () => (await findEmbeddedPostgres(asked.home)) !== undefined,
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
    await instance.close();
  } catch (error) {
    const stopped = instance && !(await instance.isThere());
    console.error(
      stopped
        ? 'The instance was stopped in between. Start it and run this again; nothing is lost.'
        : troubleText(error),
    );
    process.exitCode = 1;
    await instance?.close().catch(() => {});
  }
};
