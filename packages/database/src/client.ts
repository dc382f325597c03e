import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../generated/client/client.ts';

export type { PrismaClient } from '../generated/client/client.ts';

/** The typed reader over a pool that the caller owns and closes. Money and months are written by SQL over the same pool. */
export const createClient = (pool: pg.Pool): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameStatements() }) });

/** Each connection keeps what it has prepared until it ends, so there is an end to what is. */
const namedMax = 500;

/**
 * A name for each text, with which a connection prepares it once; the empty one, which is prepared for one time alone, for
 * lists of many lengths and for what comes when there are many.
 */
const nameStatements = () => {
  const names = new Map<string, string>();
  return ({ sql }: { readonly sql: string }): string => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namedMax) return '';
    const name = `prisma-${createHash('sha256').update(sql).digest('base64url').slice(0, 24)}`;
    names.set(sql, name);
    return name;
  };
};
