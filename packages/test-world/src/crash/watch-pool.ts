import type pg from 'pg';
import type { Reach } from './crash-points.ts';

type Callback = (error: unknown, answer: unknown) => unknown;

/**
 * Makes each write of a pool two crash points: a COMMIT of a transaction that changed something, before it is sent and after
 * the server answered, and a statement that writes on its own. A function that is called has one point, after it changed something.
 */
export const watchPool = async (pool: pg.Pool, reach: Reach): Promise<void> => {
  const writes = await readWriters(pool);
  pool.on('connect', (client) => watchClient(client, writes, reach));
  // The connection that asked above was not watched yet: nobody works with it.
  const asked = await pool.connect();
  asked.release(true);
};

/**
 * Tells whether a statement writes: by its verb, or through a function of the database that does. Counts are gathered once a
 * second whatever else is done, and a gathering that dies is as if it had never begun.
 */
const readWriters = async (pool: pg.Pool): Promise<(statement: string) => boolean> => {
  const { rows } = await pool.query<{ proname: string }>(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prorettype <> 'trigger'::regtype
       AND prosrc ~* '\\m(insert|update|delete)\\M' AND proname <> 'gather_flattrs'`,
  );
  const calls = rows.map(({ proname }) => `${proname}\\s*\\(`);
  const writing = new RegExp(`\\b(?:(?:INSERT INTO|UPDATE|DELETE FROM)\\b|${calls.join('|')})`, 'i');
  return (statement) => writing.test(statement.replace(/FOR (?:NO KEY )?UPDATE/gi, ''));
};

const watchClient = (client: pg.PoolClient, writes: (statement: string) => boolean, reach: Reach) => {
  const original = client.query;
  let inside = false;
  let wrote: string | undefined;
  const query = (...asked: unknown[]): unknown => {
    const ask = () => Reflect.apply(original, client, asked);
    const statement = textOf(asked[0]);
    if (/^\s*(BEGIN|START)/i.test(statement)) {
      inside = true;
      wrote = undefined;
      return ask();
    }
    if (/^\s*(COMMIT|ROLLBACK)\s*;?\s*$/i.test(statement)) {
      inside = false;
      const effect = wrote && `COMMIT of ${wrote}`;
      return effect && /COMMIT/i.test(statement) ? around(effect, asked, ask) : ask();
    }
    if (!writes(statement)) return ask();
    const effect = nameOf(statement);
    if (!inside) return around(effect, asked, ask);
    return whenAnswered(asked, ask, (answer) => {
      if (!saysNo(answer)) wrote ??= effect;
    });
  };
  const around = (effect: string, asked: unknown[], ask: () => unknown): unknown => {
    if (!effect.startsWith('SELECT')) reach('before', effect);
    return whenAnswered(asked, ask, (answer) => {
      if (!saysNo(answer)) reach('after', effect);
    });
  };
  Object.assign(client, { query });
};

/** Asks, and has the answer looked at before whoever asked gets it: by a callback, or by a promise. */
const whenAnswered = (asked: unknown[], ask: () => unknown, look: (answer: unknown) => void): unknown => {
  const done = asked.at(-1);
  if (isCallback(done)) {
    asked[asked.length - 1] = (error: unknown, answer: unknown) => {
      if (!error) look(answer);
      return done(error, answer);
    };
    return ask();
  }
  return Promise.resolve(ask()).then((answer) => {
    look(answer);
    return answer;
  });
};

/**
 * What changed no row had no effect; nor had a function that was called for nothing, such as one that opens a month that is
 * open, and answers `false`.
 */
const saysNo = (answer: unknown): boolean => {
  if (typeof answer !== 'object' || !answer || !('rows' in answer) || !Array.isArray(answer.rows))
    return false;
  if ('rowCount' in answer && answer.rowCount === 0) return true;
  return answer.rows.length === 1 && Object.values(answer.rows[0]).every((value) => value === false);
};

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

const textOf = (asked: unknown): string => {
  if (typeof asked === 'string') return asked;
  return typeof asked === 'object' && asked && 'text' in asked ? `${asked.text}` : '';
};

/** The first words of a statement, enough to tell it by. */
const nameOf = (statement: string): string =>
  statement
    .trim()
    .split(/[\s(]+/)
    .slice(0, 3)
    .join(' ');
