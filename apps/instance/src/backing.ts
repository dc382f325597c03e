import { rename, rm } from 'node:fs/promises';
import { type Config, createPlatform } from '@flattr/adapters';
import {
  dropDatabase,
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  hasDatabase,
  prepareDatabase,
  renameDatabase,
  startEmbeddedPostgres,
} from '@flattr/database/embedded';
import { type StripeEmulator, startStripeEmulator } from '@flattr/stripe-emulator';
import pg from 'pg';
import { embeddedConfig, emulatorFile, readSecrets, type Secrets } from './home.ts';
import { database } from './open-instance.ts';
import { plantSeed } from './seed/plant-seed.ts';

/** What stands behind the instance: its own PostgreSQL and Stripe, or nothing where others are configured. */
export type Backing = {
  readonly config: Config;
  readonly emulator?: StripeEmulator;
  close(): Promise<void>;
};

const seeding = `${database}_seeding`;

/** Starts what the configuration leaves open, and seeds the demo's cast on the first run. */
export const startBacking = async (config: Config, tell: (step: string) => void): Promise<Backing> => {
  if (config.databaseUrl && config.stripe && config.secret) return { config, close: async () => {} };
  if (config.databaseUrl || config.stripe || config.production) {
    throw new Error(
      'Configure DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and FLATTR_SECRET together.',
    );
  }
  if (await findEmbeddedPostgres(config.home)) {
    throw new Error(
      `An instance is running on ${config.home} already. For another one: FLATTR_HOME=.other PORT=4100 npm start`,
    );
  }
  tell('Starting PostgreSQL …');
  const postgres = await startEmbeddedPostgres(config.home);
  try {
    const secrets = await readSecrets(config.home);
    if (!(await hasDatabase(postgres.ownerUrl, database))) await seed(config, postgres, secrets, tell);
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
  return {
    config: embeddedConfig(config, secrets, postgres.appUrl(database)),
    emulator,
    close: async () => {
      await emulator.close();
      await clock.end();
      await postgres.stop();
    },
  };
};

const startEmulator = (
  config: Config,
  secrets: Secrets,
  clock: pg.Pool,
  file: string,
): Promise<StripeEmulator> =>
  startStripeEmulator({
    secretKey: secrets.stripeKey,
    webhookSecret: secrets.stripeWebhook,
    port: config.emulatorPort,
    hostname: config.host,
    file,
    now: async () => {
      const { rows } = await clock.query<{ now: Date }>('SELECT flattr_now() AS now');
      return rows[0]?.now ?? new Date();
    },
  });

/** Seeds beside the place where the instance looks, and moves it there once it is whole: a seed is there or it is not. */
const seed = async (
  config: Config,
  postgres: EmbeddedPostgres,
  secrets: Secrets,
  tell: (step: string) => void,
) => {
  tell('First run: inviting a small cast, and settling two months for them …');
  const file = emulatorFile(config.home);
  await dropDatabase(postgres.ownerUrl, seeding);
  for (const tail of ['', '-wal', '-shm']) await rm(`${file}.seeding${tail}`, { force: true });
  await prepareDatabase(postgres, seeding);
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl(seeding), max: 2 });
  const emulator = await startEmulator(config, secrets, owner, `${file}.seeding`);
  const seedConfig = embeddedConfig(config, secrets, postgres.appUrl(seeding));
  const platform = await createPlatform(
    { ...seedConfig, logLevel: 'warn' },
    { queue: { ring: async () => {}, nudge: async () => {}, close: async () => {} } },
  );
  try {
    await plantSeed(platform, seedConfig, owner);
  } finally {
    await platform.close();
    await emulator.close();
    await owner.end();
  }
  await rename(`${file}.seeding`, file);
  await renameDatabase(postgres.ownerUrl, seeding, database);
};
