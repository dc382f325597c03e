import type { Reader } from './transaction.ts';

/** The database's clock, `flattr_now()`: the only business time there is. */
export const readClock = async (reader: Reader): Promise<Date> => {
  const { rows } = await reader.query<{ now: Date }>('SELECT flattr_now() AS now');
  if (!rows[0]) throw new Error('the database has no clock');
  return rows[0].now;
};
