import type pg from 'pg';

/**
 * Writes down, in the database itself, who writes what from now on: each process by the name of its connections. Sealing
 * the ledger and gathering the counts are not the month's work, and any worker does them at any time.
 */
export const watchWrites = async (owner: pg.Pool): Promise<void> => {
  await owner.query(`
    CREATE SCHEMA watch;
    CREATE TABLE watch.writes (id bigint GENERATED ALWAYS AS IDENTITY, who text NOT NULL, tab text NOT NULL, what text NOT NULL);
    CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
      old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
      new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    BEGIN
      INSERT INTO watch.writes (who, tab, what) VALUES (current_setting('application_name'), TG_TABLE_NAME, CASE
        WHEN TG_OP <> 'UPDATE' THEN TG_OP
        WHEN old_row ->> 'state' <> new_row ->> 'state' THEN
          coalesce(new_row ->> 'id', new_row ->> 'month') || ' → ' || (new_row ->> 'state')
        WHEN old_row ->> 'settled_at' IS NULL AND new_row ->> 'settled_at' IS NOT NULL THEN
          concat_ws(' ', new_row ->> 'month', new_row ->> 'phase', new_row ->> 'shard', '→ settled')
        ELSE TG_OP END);
      RETURN NULL;
    END $$;
    DO $$
    DECLARE room regclass;
    BEGIN
      FOR room IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT relispartition
        AND relname NOT IN ('clock', 'ledger_horizon', 'ledger_seals', 'ledger_checkpoints', 'flattr_deltas', 'thing_counts',
          'thing_hours', 'thing_tallies', 'catalogue_windows') LOOP
        EXECUTE format('CREATE TRIGGER zz_watch AFTER INSERT OR UPDATE OR DELETE ON %s
          FOR EACH ROW EXECUTE FUNCTION watch.note()', room);
      END LOOP;
    END $$`);
};

/** What a process has written by now, committed, in all tables: a line for each row. */
export const readWrites = async (owner: pg.Pool, who: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ line: string }>(
    "SELECT tab || ' ' || what AS line FROM watch.writes WHERE who = $1 ORDER BY id",
    [who],
  );
  return rows.map(({ line }) => line);
};

/** The transitions of months, shards, charges and payouts that were won more than once. */
export const wonTwice = async (owner: pg.Pool): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT format('%s: %s, %s times, by %s', tab, what, count(*), string_agg(who, ' and ')) AS line
     FROM watch.writes WHERE what LIKE '%→%' GROUP BY tab, what HAVING count(*) > 1`,
  );
  return rows.map(({ line }) => line);
};
