import type { Config } from '@flattr/adapters';
import {
  type EmbeddedPostgres,
  hasDatabase,
  prepareDatabase,
  startEmbeddedPostgres,
} from '@flattr/database/embedded';
import type { StripeEmulator } from '@flattr/stripe-emulator';
import pg from 'pg';
import {
  database,
  embeddedConfig,
  emulatorFile,
  forgetWhereabouts,
  readSecrets,
  type Secrets,
  whereaboutsOf,
  writeWhereabouts,
} from './home.ts';
import { refuseStart } from './refuse-start.ts';
import { seedInstance } from './seed/seed-instance.ts';
import { startEmulator } from './start-emulator.ts';

/** What stands behind the instance: its own PostgreSQL and Stripe, or nothing where others are configured. */
export type Backing = {
  readonly config: Config;
  readonly emulator?: StripeEmulator;
  close(): Promise<void>;
};

/** Starts what the configuration leaves open, and seeds the demo's cast on the first run. */
export const startBacking = async (config: Config, tell: (step: string) => void): Promise<Backing> => {
  if (config.databaseUrl && config.stripe && config.secret) return { config, close: async () => {} };
  await refuseStart(config);
  tell('Starting PostgreSQL …');
  const postgres = await startEmbeddedPostgres(config.home);
  try {
    const secrets = await readSecrets(config.home);
    if (!(await hasDatabase(postgres.ownerUrl, database)))
      await seedInstance(config, postgres, secrets, tell);
    await prepareDatabase(postgres, database);
    return await withEmulator(config, postgres, secrets);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
};

const withEmulator = async (
  config: Config,
  postgres: EmbeddedPostgres,
  secrets: Secrets,
): Promise<Backing> => {
  const clock = new pg.Pool({ connectionString: postgres.appUrl(database), max: 1 });
  clock.on('error', () => {});
  const emulator = await startEmulator(config, secrets, clock, emulatorFile(config.home));
  await writeWhereabouts(config.home, whereaboutsOf(config));
  return {
    config: embeddedConfig(config, secrets, postgres.appUrl(database)),
    emulator,
    close: async () => {
      await forgetWhereabouts(config.home);
      await emulator.close();
      await clock.end();
      await postgres.stop();
    },
  };
};
