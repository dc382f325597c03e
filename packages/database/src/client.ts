import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../generated/client/client.ts';

export type { PrismaClient } from '../generated/client/client.ts';

/** The typed reader over a pool that the caller owns and closes. Money and months are written by SQL over the same pool. */
export const createClient = (pool: pg.Pool): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg(pool) });
