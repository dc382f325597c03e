import {
  copyDatabase,
  dropDatabase,
  type EmbeddedPostgres,
  prepareDatabase,
} from '@flattr/database/embedded';
import { asMonth } from '@flattr/domain/month';
import pg from 'pg';
import { plantMonth } from '../plant-month.ts';

export const month = asMonth('2026-11');
export const monthIsOver = new Date('2026-12-01T00:00:30Z');

export type BenchDatabase = {
  readonly owner: pg.Pool;
  readonly appUrl: string;
  drop(): Promise<void>;
};

export type Size = { readonly supporters: number; readonly flattrsEach: number };

/** A database with a month in it that is not over, which every round copies. */
export const plantTemplate = async (
  postgres: EmbeddedPostgres,
  { supporters, flattrsEach }: Size,
): Promise<string> => {
  const name = `planted_${supporters}`;
  await prepareDatabase(postgres, name);
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl(name), max: 2 });
  const creators = Math.max(10, Math.ceil(supporters / 10));
  await plantMonth(owner, { month, supporters, flattrsEach, things: 2 * creators, creators });
  await owner.query('VACUUM');
  await owner.query('CHECKPOINT');
  await owner.end();
  return name;
};

let copies = 0;

export const openCopy = async (postgres: EmbeddedPostgres, template: string): Promise<BenchDatabase> => {
  copies += 1;
  const name = `bench_${copies}`;
  await copyDatabase(postgres.ownerUrl, template, name);
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl(name), max: 4 });
  owner.on('error', () => {});
  await owner.query('CHECKPOINT');
  return {
    owner,
    appUrl: postgres.appUrl(name),
    drop: async () => {
      await owner.end();
      await dropDatabase(postgres.ownerUrl, name);
    },
  };
};
