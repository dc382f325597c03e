import { rename, rm } from 'node:fs/promises';
import { type Config, createPlatform } from '@flattr/adapters';
import {
  dropDatabase,
  type EmbeddedPostgres,
  prepareDatabase,
  renameDatabase,
} from '@flattr/database/embedded';
import { silentQueue } from '@flattr/test-world/silent-queue';
import pg from 'pg';
import { database, embeddedConfig, emulatorFile, type Secrets } from '../home.ts';
import { startEmulator } from '../start-emulator.ts';
import { plantSeed } from './plant-seed.ts';

const seeding = `${database}_seeding`;

/** Seeds beside the place where the instance looks, and moves it there once it is whole: a seed is there or it is not. */
export const seedInstance = async (
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
  owner.on('error', () => {});
  const emulator = await startEmulator(config, secrets, owner, `${file}.seeding`);
  const seedConfig = embeddedConfig(config, secrets, postgres.appUrl(seeding));
  const platform = await createPlatform({ ...seedConfig, logLevel: 'warn' }, { queue: silentQueue });
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
