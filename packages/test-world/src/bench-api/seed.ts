import { tokenHash } from '@flattr/domain/access/token';
import { newId } from '@flattr/domain/ids';
import type pg from 'pg';

export type Size = { readonly users: number; readonly things: number; readonly flattrs: number };

export type Asker = { readonly user: string; readonly token: string };

export type Seeded = {
  /** Some users, and the tokens with which they ask. */
  readonly askers: readonly Asker[];
  readonly urls: readonly string[];
  /** Of some who have things. */
  readonly handles: readonly string[];
  /** The month that the clock is in. */
  readonly month: string;
};

const askersMax = 2000;

/** Users, things and flattrs of this month, of which the nth thing has about one nth of the first one’s (Zipf). */
export const seed = async (owner: pg.Pool, size: Size, say: (line: string) => void): Promise<Seeded> => {
  const sql = await owner.connect();
  try {
    await sql.query(
      "SELECT setseed(0.17), open_month(month_of(flattr_now()), 500, 7, decode(repeat('17', 32), 'hex'))",
    );
    await sql.query('SET session_replication_role = replica');
    say('users and things …');
    await sql.query(people(size));
    await sql.query(library(size));
    await sql.query('ANALYZE users, things');
    say('flattrs …');
    await plantFlattrs(sql, size);
    await sql.query('SET session_replication_role = origin');
    const askers = await plantAskers(sql);
    await sql.query(standingFlattrs, [askers.map(({ user }) => user)]);
    await sql.query('SELECT count_flattrs_again()');
    await sql.query('VACUUM ANALYZE');
    await sql.query('CHECKPOINT');
    const urls = await sql.query<{ url: string }>('SELECT url FROM things ORDER BY random() LIMIT 20000');
    const handles = await sql.query<{ handle: string }>(
      'SELECT handle FROM users WHERE id IN (SELECT creator_id FROM things) ORDER BY random() LIMIT 2000',
    );
    const clock = await sql.query<{ month: string }>('SELECT month_of(flattr_now()) AS month');
    return {
      askers,
      urls: urls.rows.map(({ url }) => url),
      handles: handles.rows.map(({ handle }) => handle),
      month: clock.rows[0]?.month ?? '',
    };
  } finally {
    sql.release();
  }
};

const people = ({ users }: Size) => `
  INSERT INTO users (id, handle, name, email)
  SELECT gen_random_uuid(), 'person-' || n, 'Person ' || n, 'person-' || n || '@people.example'
  FROM generate_series(1, ${users}) n`;

const library = ({ things }: Size) => `
  WITH creators AS (SELECT id, row_number() OVER () AS nth FROM users)
  INSERT INTO things (id, url, title, kind, language, tags, creator_id, created_at)
  SELECT gen_random_uuid(), 'https://site-' || n % 997 || '.example/' || n, 'Thing ' || n || ' of the library',
    (ARRAY['ARTICLE', 'AUDIO', 'VIDEO', 'IMAGE', 'SOFTWARE'])[1 + n % 5], (ARRAY['en', 'de', 'sv', NULL])[1 + n % 4],
    ARRAY['tag-' || n % 50], c.id, flattr_now() - n * interval '1 minute'
  FROM generate_series(1, ${things}) n JOIN creators c ON c.nth = 1 + n * 7919 % (SELECT count(*) FROM users)`;

/** What meets a flattr that is there already is drawn again. */
const plantFlattrs = async (sql: pg.PoolClient, { users, things, flattrs }: Size): Promise<void> => {
  await sql.query(`CREATE TEMPORARY TABLE givers AS SELECT row_number() OVER () AS n, id FROM users;
    CREATE TEMPORARY TABLE given AS SELECT row_number() OVER (ORDER BY random()) AS n, id FROM things;
    CREATE UNIQUE INDEX ON givers (n); CREATE UNIQUE INDEX ON given (n); ANALYZE givers, given`);
  for (let missing = flattrs; missing > 0; ) {
    const { rowCount } = await sql.query(
      `INSERT INTO flattrs (month, supporter_id, thing_id, flattred_at)
       SELECT month_of(moment), g.id, t.id, moment - luck * interval '1 microsecond' FROM (
         SELECT 1 + floor(random() * ${users})::int AS giver, floor(exp(random() * ln(${things})))::int AS thing,
           floor(random() * 1000000)::int AS luck, flattr_now() AS moment
         FROM generate_series(1, ${missing})) drawn
       JOIN givers g ON g.n = drawn.giver JOIN given t ON t.n = drawn.thing ON CONFLICT DO NOTHING`,
    );
    missing -= rowCount ?? 0;
  }
};

/** Five for each who asks. */
const standingFlattrs = `
  INSERT INTO standing_flattrs (supporter_id, thing_id, weight, first_month, fired_month)
  SELECT asker.id, t.id, 1 + asker.nth % 10, month_of(flattr_now()), month_of(flattr_now())
  FROM unnest($1::uuid[]) WITH ORDINALITY asker (id, nth)
  CROSS JOIN LATERAL generate_series(1, 5) step
  JOIN (SELECT id, row_number() OVER () AS nth, count(*) OVER () AS things FROM things) t
    ON t.nth = 1 + (asker.nth * 5 + step) % t.things`;

const plantAskers = async (sql: pg.PoolClient): Promise<readonly Asker[]> => {
  const { rows } = await sql.query<{ id: string }>('SELECT id FROM users ORDER BY random() LIMIT $1', [
    askersMax,
  ]);
  const askers = rows.map(({ id }, n) => ({ user: id, token: `flt_pat_${`${n}`.padStart(32, 'b')}` }));
  await sql.query(
    `INSERT INTO tokens (id, user_id, name, hash, scopes)
     SELECT id, user_id, 'bench', hash, ARRAY['me:read', 'flattr:write']
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS new (id, user_id, hash)`,
    [askers.map(() => newId()), askers.map(({ user }) => user), askers.map(({ token }) => tokenHash(token))],
  );
  return askers;
};
