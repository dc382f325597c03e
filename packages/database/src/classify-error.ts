import pg from 'pg';

/** What a database error means to the caller: run it again, it exists already, nobody knows whether it happened, or our bug. */
type ErrorClass = 'retry' | 'exists' | 'unknown' | 'bug';

/** By PostgreSQL's codes, the socket's, and Prisma's where it tells no other. What is not here is our bug. */
const classes: Readonly<Record<string, ErrorClass>> = {
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'retry',
  P2034: 'retry',
  '23505': 'exists',
  P2002: 'exists',
  '57P01': 'unknown',
  '08006': 'unknown',
  '08007': 'unknown',
  // The same loss as a restart, a start and a time limit of the server tell it.
  '57P02': 'unknown',
  '57P03': 'unknown',
  '25P03': 'unknown',
  ECONNRESET: 'unknown',
  ECONNREFUSED: 'unknown',
  EPIPE: 'unknown',
  ETIMEDOUT: 'unknown',
  P1001: 'unknown',
  P1008: 'unknown',
  P1017: 'unknown',
};

/** The drivers tell some losses by a sentence alone. */
const lost = /connection terminated|timeout exceeded|is not queryable|can't reach database server/i;

/** Classifies an error of any driver path: the pool, a transaction, and Prisma's models and raw queries over them. */
export const classifyError = (error: unknown): ErrorClass => {
  const known = classes[serverCodeOf(error) ?? codeOf(error) ?? ''];
  if (known) return known;
  return error instanceof Error && lost.test(error.message) ? 'unknown' : 'bug';
};

/** The error of one of our own triggers, `FL001` to `FL011`, if it is one. */
export const guardOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError && error.code?.startsWith('FL') ? error.code : undefined;

/** What the server said beneath an error of Prisma's: `P2010` and `P2039` stand for any code. */
const serverCodeOf = (error: unknown): string | undefined => {
  const beneath = fieldOf(fieldOf(fieldOf(error, 'meta'), 'driverAdapterError'), 'cause');
  const code = fieldOf(beneath, 'originalCode');
  return typeof code === 'string' ? code : undefined;
};

const codeOf = (error: unknown): string | undefined => {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : undefined;
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
