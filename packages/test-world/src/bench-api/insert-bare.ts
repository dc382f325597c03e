import pg from 'pg';

/** How many flattrs a second the database takes from so many connections that do nothing else: the rows alone, by one prepared statement each. */
export const insertBare = async (
  connectionString: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number> => {
  const pool = new pg.Pool({ connectionString, max: connections });
  const ids = async (table: 'users' | 'things') =>
    (await pool.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY random() LIMIT 20000`)).rows;
  const [users, things] = [await ids('users'), await ids('things')];
  const one = (rows: readonly { id: string }[]) => rows[Math.floor(Math.random() * rows.length)]?.id;
  const started = performance.now();
  let inserted = 0;
  const insert = async (): Promise<void> => {
    while (performance.now() - started < seconds * 1000) {
      const { rowCount } = await pool.query({
        name: 'bare',
        text: `INSERT INTO flattrs (month, supporter_id, thing_id, flattred_at)
          SELECT month_of(moment), $1, $2, moment FROM (SELECT flattr_now() AS moment OFFSET 0) now ON CONFLICT DO NOTHING`,
        values: [one(users), one(things)],
      });
      inserted += rowCount ?? 0;
    }
  };
  await Promise.all(Array.from({ length: connections }, insert));
  const elapsed = (performance.now() - started) / 1000;
  await pool.end();
  return Math.round(inserted / elapsed);
};
