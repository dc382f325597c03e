import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBullmqQueue } from '@flattr/adapters';
import { copyDatabase, dropDatabase } from '@flattr/database/embedded';
import type { Fetcher } from '@flattr/domain/ports';
import { openWorld, ownerUrlOf, type World } from '../create-world.ts';
import { template } from '../postgres.ts';
import { seededAt, seedMonth } from './seed-month.ts';

export type MonthCase = World & {
  readonly database: string;
  /** Closes it, and keeps what became of it as the beginning of other cases. */
  keep(): Promise<PreparedMonth>;
};

export type PreparedMonth = {
  /** The same month again, on a database of its own, with a Stripe that knows the same of it and the same mail. */
  open(): Promise<MonthCase>;
  close(): Promise<void>;
};

/** Where a month is kept: its database, and beside it the files of its Stripe and its mail. */
type Place = { readonly database: string; readonly folder: string };

const stripeIn = ({ folder }: Place): string => join(folder, 'stripe.sqlite');
const mailIn = ({ folder }: Place): string => join(folder, 'mailbox.jsonl');

/** Seeds a small month once, so that each case of a scenario begins with a copy of it. */
export const prepareMonth = async (seed = seedMonth, fetcher?: Fetcher): Promise<PreparedMonth> => {
  const folder = await mkdtemp(join(tmpdir(), 'flattr-month-'));
  const place = { folder, database: `month_${randomUUID().replaceAll('-', '')}` };
  await copyDatabase(ownerUrlOf, template, place.database);
  const world = await openWorld(place.database, { now: seededAt, stripeFile: stripeIn(place), fetcher });
  await seed(world);
  // BullMQ makes its tables once, here, and not under the eyes of each case.
  const connectionString = world.config.databaseUrl ?? '';
  await (await createBullmqQueue({ kind: 'postgres', connectionString }, () => {})).close();
  await world.close();
  return monthAt(place, fetcher);
};

const monthAt = (place: Place, fetcher?: Fetcher): PreparedMonth => {
  let count = 0;
  return {
    open: () => {
      count += 1;
      const { database, folder } = place;
      return openCase(place, { database: `${database}_${count}`, folder: join(folder, `${count}`) }, fetcher);
    },
    close: () => leave(place),
  };
};

const openCase = async (from: Place, place: Place, fetcher?: Fetcher): Promise<MonthCase> => {
  await mkdir(place.folder);
  await Promise.all([
    copyDatabase(ownerUrlOf, from.database, place.database),
    copyFile(stripeIn(from), stripeIn(place)),
  ]);
  const world = await openWorld(place.database, { stripeFile: stripeIn(place), fetcher });
  const { mailboxFile } = world.config;
  await copyFile(mailIn(from), mailboxFile).catch(unlessAbsent);
  return {
    ...world,
    database: place.database,
    keep: async () => {
      await world.close();
      await rename(mailboxFile, mailIn(place)).catch(unlessAbsent);
      return monthAt(place, fetcher);
    },
    close: async () => {
      await world.close();
      await rm(mailboxFile, { force: true });
      await leave(place);
    },
  };
};

const leave = async ({ database, folder }: Place): Promise<void> => {
  await dropDatabase(ownerUrlOf, database);
  await rm(folder, { recursive: true, force: true });
};

/** Where nobody has been written to there is no file of it. */
const unlessAbsent = (error: Error & { code?: string }): void => {
  if (error.code !== 'ENOENT') throw error;
};
