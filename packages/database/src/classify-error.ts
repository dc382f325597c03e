import pg from 'pg';

/** What a database error means to the caller: run it again, it exists already, nobody knows whether it happened, or our bug. */
type ErrorClass = 'retry' | 'exists' | 'unknown' | 'bug';

const classes: Readonly<Record<string, ErrorClass>> = {
  '40001': 'retry',
  '40P01': 'retry',
  '55P03': 'retry',
  '23505': 'exists',
  '57P01': 'unknown',
  '08006': 'unknown',
  '08007': 'unknown',
};

export const classifyError = (error: unknown): ErrorClass => {
  if (error instanceof pg.DatabaseError) return classes[error.code ?? ''] ?? 'bug';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const lost = error instanceof Error && /connection terminated|timeout exceeded/i.test(error.message);
  return lost || code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'EPIPE' ? 'unknown' : 'bug';
};

/** The error of one of our own triggers, `FL001` to `FL006`, if it is one. */
export const guardOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError && error.code?.startsWith('FL') ? error.code : undefined;
