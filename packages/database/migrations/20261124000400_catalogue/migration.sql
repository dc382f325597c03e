-- What was given and undone, and is not gathered into the counts yet. It is only added to, by the transaction that flattrs:
-- a thing that everybody flattrs at once has no row that they would wait for. `docs/rules/heat.md` has the rules.
CREATE TABLE flattr_deltas (
  thing_id uuid NOT NULL,
  month month_name NOT NULL,
  -- The hour in which the flattr was given, also of one that is undone.
  given_in timestamptz NOT NULL,
  change integer NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000);
CREATE INDEX flattr_deltas_thing_id_idx ON flattr_deltas (thing_id, month);

-- The flattrs of a thing in a month: with the deltas, exactly what stands in `flattrs`.
CREATE TABLE thing_counts (
  thing_id uuid NOT NULL,
  month month_name NOT NULL,
  kind text NOT NULL,
  flattrs integer NOT NULL,
  PRIMARY KEY (thing_id, month)
);
CREATE INDEX thing_counts_rank_idx ON thing_counts (month, flattrs DESC, thing_id DESC);
CREATE INDEX thing_counts_kind_rank_idx ON thing_counts (month, kind, flattrs DESC, thing_id DESC);

-- The same by the hour, for as long as a window of the catalogue looks back.
CREATE TABLE thing_hours (
  hour timestamptz NOT NULL,
  thing_id uuid NOT NULL,
  flattrs integer NOT NULL,
  PRIMARY KEY (hour, thing_id)
);

-- What the catalogue is ordered by. The heat is the logarithm to the base of 2 of the sum of what each flattr adds,
-- 2^(hours since 2020 / half-life): it changes only when somebody flattrs, and everything cools at the same rate.
CREATE TABLE thing_tallies (
  thing_id uuid PRIMARY KEY,
  flattrs integer NOT NULL,
  flattrs_day integer NOT NULL,
  flattrs_week integer NOT NULL,
  heat double precision NOT NULL
);
CREATE INDEX thing_tallies_heat_idx ON thing_tallies (heat DESC, thing_id DESC);
CREATE INDEX thing_tallies_flattrs_idx ON thing_tallies (flattrs DESC, thing_id DESC);
CREATE INDEX thing_tallies_day_idx ON thing_tallies (flattrs_day DESC, thing_id DESC) WHERE flattrs_day > 0;
CREATE INDEX thing_tallies_week_idx ON thing_tallies (flattrs_week DESC, thing_id DESC) WHERE flattrs_week > 0;

CREATE INDEX things_created_at_idx ON things (created_at DESC, id DESC);

-- The first hours that the windows of a day and of a week hold by now.
CREATE TABLE catalogue_windows (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  day_from timestamptz NOT NULL,
  week_from timestamptz NOT NULL
);
INSERT INTO catalogue_windows (day_from, week_from) VALUES ('-infinity', '-infinity');

GRANT SELECT ON flattr_deltas, thing_counts, thing_hours, thing_tallies, catalogue_windows TO flattr_app;

-- How much a flattr of an hour warms its thing, as a logarithm: 48 hours are the half-life.
CREATE FUNCTION heat_of(hour timestamptz) RETURNS double precision
LANGUAGE sql IMMUTABLE
AS $$ SELECT (extract(epoch FROM hour) - 1577836800)::double precision / 3600 / 48 $$;

-- A power of two that is never too small to be written: what is 2^-200 of the hottest flattr counts nothing.
CREATE FUNCTION warmth(heat double precision, hottest double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN heat > hottest - 200 THEN power(2::double precision, heat - hottest) ELSE 0 END $$;

CREATE FUNCTION heat_sum(warmths double precision, hottest double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE
AS $$ SELECT hottest + ln(greatest(warmths, 1e-15)) / ln(2::double precision) $$;

-- Every flattr that is given or undone, however it is written, is told in the same transaction.
CREATE FUNCTION tell_flattrs_given() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO flattr_deltas (thing_id, month, given_in, change)
  SELECT thing_id, month, date_trunc('hour', flattred_at, 'UTC'), count(*) FROM new_rows GROUP BY 1, 2, 3;
  RETURN NULL;
END
$$;
CREATE TRIGGER flattrs_given AFTER INSERT ON flattrs
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_flattrs_given();

CREATE FUNCTION tell_flattrs_undone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO flattr_deltas (thing_id, month, given_in, change)
  SELECT thing_id, month, date_trunc('hour', flattred_at, 'UTC'), -count(*) FROM old_rows GROUP BY 1, 2, 3;
  RETURN NULL;
END
$$;
CREATE TRIGGER flattrs_undone AFTER DELETE ON flattrs
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tell_flattrs_undone();

-- A thing that changes its kind tells so without a change of its counts; whoever gathers brings them under the new kind.
CREATE FUNCTION tell_kind_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  INSERT INTO flattr_deltas (thing_id, month, given_in, change)
  SELECT thing_id, month, date_trunc('hour', flattr_now(), 'UTC'), 0 FROM thing_counts WHERE thing_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER things_kind_changed AFTER UPDATE OF kind ON things
  FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION tell_kind_changed();

-- Takes what has left the windows of a day and of a week out of them.
CREATE FUNCTION turn_catalogue_windows() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
  hour_now timestamptz := date_trunc('hour', flattr_now(), 'UTC');
  seen record;
BEGIN
  SELECT * INTO seen FROM catalogue_windows;
  IF seen.day_from >= hour_now - interval '24 hours' THEN
    RETURN;
  END IF;
  UPDATE thing_tallies t SET flattrs_day = t.flattrs_day - h.flattrs
  FROM (SELECT thing_id, sum(flattrs)::int AS flattrs FROM thing_hours
    WHERE hour >= seen.day_from AND hour < hour_now - interval '24 hours' GROUP BY 1) h WHERE h.thing_id = t.thing_id;
  WITH gone AS (
    DELETE FROM thing_hours WHERE hour < hour_now - interval '168 hours' RETURNING thing_id, flattrs
  )
  UPDATE thing_tallies t SET flattrs_week = t.flattrs_week - h.flattrs
  FROM (SELECT thing_id, sum(flattrs)::int AS flattrs FROM gone GROUP BY 1) h WHERE h.thing_id = t.thing_id;
  UPDATE catalogue_windows SET day_from = hour_now - interval '24 hours', week_from = hour_now - interval '168 hours';
END
$$;

-- Gathers up to so many deltas into the counts, and gives how many they were; null while somebody else gathers. 71 is the
-- lock's class. Only one gathers at a time, so nobody else writes what is counted here.
CREATE FUNCTION gather_flattrs(at_most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  gathered integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(71, 0) THEN
    RETURN NULL;
  END IF;
  PERFORM turn_catalogue_windows();
  WITH taken AS (
    DELETE FROM flattr_deltas WHERE ctid = ANY (ARRAY(SELECT ctid FROM flattr_deltas LIMIT at_most))
    RETURNING thing_id, month, given_in, change
  ), counts AS (
    INSERT INTO thing_counts AS c (thing_id, month, kind, flattrs)
    SELECT d.thing_id, d.month, coalesce(t.kind, 'OTHER'), sum(d.change)
    FROM taken d LEFT JOIN things t ON t.id = d.thing_id GROUP BY d.thing_id, d.month, t.kind
    ON CONFLICT (thing_id, month) DO UPDATE SET flattrs = c.flattrs + EXCLUDED.flattrs, kind = EXCLUDED.kind
  ), by_hour AS (
    SELECT thing_id, given_in, sum(change)::int AS change FROM taken GROUP BY 1, 2 HAVING sum(change) <> 0
  ), hours AS (
    INSERT INTO thing_hours AS h (hour, thing_id, flattrs)
    SELECT b.given_in, b.thing_id, b.change FROM by_hour b, catalogue_windows w WHERE b.given_in >= w.week_from
    ON CONFLICT (hour, thing_id) DO UPDATE SET flattrs = h.flattrs + EXCLUDED.flattrs
  ), peaks AS (
    SELECT b.thing_id, t.heat, greatest(t.heat, max(heat_of(b.given_in))) AS hottest,
      coalesce(t.flattrs, 0) AS flattrs, coalesce(t.flattrs_day, 0) AS flattrs_day, coalesce(t.flattrs_week, 0) AS flattrs_week
    FROM by_hour b LEFT JOIN thing_tallies t ON t.thing_id = b.thing_id GROUP BY b.thing_id, t.thing_id
  ), added AS (
    SELECT p.thing_id, p.hottest, p.flattrs + sum(b.change) AS flattrs,
      p.flattrs_day + coalesce(sum(b.change) FILTER (WHERE b.given_in >= w.day_from), 0) AS flattrs_day,
      p.flattrs_week + coalesce(sum(b.change) FILTER (WHERE b.given_in >= w.week_from), 0) AS flattrs_week,
      coalesce(warmth(p.heat, p.hottest), 0) + sum(b.change * warmth(heat_of(b.given_in), p.hottest)) AS warmths
    FROM peaks p JOIN by_hour b ON b.thing_id = p.thing_id CROSS JOIN catalogue_windows w
    GROUP BY p.thing_id, p.heat, p.hottest, p.flattrs, p.flattrs_day, p.flattrs_week
  ), tallies AS (
    INSERT INTO thing_tallies (thing_id, flattrs, flattrs_day, flattrs_week, heat)
    SELECT thing_id, flattrs, flattrs_day, flattrs_week,
      CASE WHEN flattrs > 0 THEN heat_sum(warmths, hottest) ELSE '-infinity' END FROM added
    ON CONFLICT (thing_id) DO UPDATE SET flattrs = EXCLUDED.flattrs, flattrs_day = EXCLUDED.flattrs_day,
      flattrs_week = EXCLUDED.flattrs_week, heat = EXCLUDED.heat
  )
  SELECT count(*)::int INTO gathered FROM taken;
  RETURN gathered;
END
$$;
REVOKE ALL ON FUNCTION gather_flattrs(integer), turn_catalogue_windows() FROM public;
GRANT EXECUTE ON FUNCTION gather_flattrs(integer) TO flattr_app;

-- Counts all flattrs again, while nobody flattrs: for what was written without the triggers, and where the self-check
-- finds a count that is not what stands in `flattrs`.
CREATE FUNCTION count_flattrs_again() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
  hour_now timestamptz := date_trunc('hour', flattr_now(), 'UTC');
BEGIN
  PERFORM pg_advisory_xact_lock(71, 0);
  LOCK TABLE flattrs IN SHARE MODE;
  DELETE FROM flattr_deltas;
  DELETE FROM thing_counts;
  DELETE FROM thing_hours;
  DELETE FROM thing_tallies;
  UPDATE catalogue_windows SET day_from = hour_now - interval '24 hours', week_from = hour_now - interval '168 hours';
  INSERT INTO thing_counts (thing_id, month, kind, flattrs)
  SELECT f.thing_id, f.month, coalesce(t.kind, 'OTHER'), count(*)
  FROM flattrs f LEFT JOIN things t ON t.id = f.thing_id GROUP BY f.thing_id, f.month, t.kind;
  INSERT INTO thing_hours (hour, thing_id, flattrs)
  SELECT date_trunc('hour', flattred_at, 'UTC'), thing_id, count(*) FROM flattrs
  WHERE flattred_at >= hour_now - interval '168 hours' GROUP BY 1, 2;
  INSERT INTO thing_tallies (thing_id, flattrs, flattrs_day, flattrs_week, heat)
  SELECT thing_id, sum(flattrs), coalesce(sum(flattrs) FILTER (WHERE hour >= hour_now - interval '24 hours'), 0),
    coalesce(sum(flattrs) FILTER (WHERE hour >= hour_now - interval '168 hours'), 0),
    heat_sum(sum(flattrs * warmth(heat_of(hour), hottest)), max(hottest))
  FROM (SELECT thing_id, date_trunc('hour', flattred_at, 'UTC') AS hour, count(*) AS flattrs,
      max(heat_of(date_trunc('hour', max(flattred_at), 'UTC'))) OVER (PARTITION BY thing_id) AS hottest
    FROM flattrs GROUP BY 1, 2) by_hour
  GROUP BY thing_id;
END
$$;
REVOKE ALL ON FUNCTION count_flattrs_again() FROM public;
SELECT count_flattrs_again() WHERE EXISTS (SELECT FROM flattrs);

-- The flattrs of a thing in a month, to the last one: what was gathered and what was not yet.
CREATE FUNCTION flattr_count(of_thing uuid, in_month text) RETURNS integer
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT flattrs FROM thing_counts WHERE thing_id = of_thing AND month = in_month), 0)
    + coalesce((SELECT sum(change) FROM flattr_deltas WHERE thing_id = of_thing AND month = in_month), 0)::int
$$;

-- Puts a flattr into an open month that the transaction holds, and says what stood against it.
CREATE FUNCTION give_flattr(giver uuid, of_thing uuid, weighing smallint, open text)
RETURNS TABLE (own boolean, refused boolean, inserted boolean)
LANGUAGE sql VOLATILE
AS $$
  WITH thing AS (
    SELECT id, creator_id IS NOT DISTINCT FROM giver OR EXISTS (SELECT FROM split_parts
      WHERE split_id = split_in_force(things.id, open) AND beneficiary_id = giver) AS own, flattrs_refused(url) AS refused
    FROM things WHERE id = of_thing
  ), given AS (
    INSERT INTO flattrs (month, supporter_id, thing_id, weight, flattred_at)
    SELECT open, giver, id, weighing, flattr_now() FROM thing WHERE NOT thing.own AND NOT thing.refused
    ON CONFLICT DO NOTHING RETURNING true
  )
  SELECT thing.own, thing.refused, EXISTS (SELECT FROM given) FROM thing
$$;

-- The same of a thing by its id or its canonical address, in the month that the clock is in, as one statement: no row where
-- that month is not open, no thing where there is none, and nothing given where another month is wanted.
CREATE FUNCTION give_flattr_now(giver uuid, by_id uuid, by_url text, weighing smallint, wanted text)
RETURNS TABLE (month text, thing_id uuid, own boolean, refused boolean, inserted boolean)
LANGUAGE plpgsql VOLATILE
AS $$
#variable_conflict use_column
DECLARE
  held text := hold_open_month();
  found uuid := (SELECT id FROM things WHERE id = by_id OR url = by_url);
BEGIN
  IF held IS NULL THEN
    RETURN;
  END IF;
  IF found IS NULL OR held <> wanted THEN
    RETURN QUERY SELECT held, found, false, false, false;
    RETURN;
  END IF;
  RETURN QUERY SELECT held, found, g.own, g.refused, g.inserted FROM give_flattr(giver, found, weighing, held) g;
END
$$;

-- The count as it is by now, also within the statement that has just flattred.
CREATE FUNCTION flattr_count_now(of_thing uuid, in_month text) RETURNS integer
LANGUAGE plpgsql VOLATILE
AS $$ BEGIN RETURN flattr_count(of_thing, in_month); END $$;
GRANT EXECUTE ON FUNCTION flattr_count(uuid, text), flattr_count_now(uuid, text), give_flattr(uuid, uuid, smallint, text),
  give_flattr_now(uuid, uuid, text, smallint, text) TO flattr_app;

-- A moment of so many microseconds since 1970, exactly.
CREATE FUNCTION moment_of(microseconds bigint) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
AS $$ SELECT timestamptz '1970-01-01T00:00:00Z' + microseconds * interval '1 microsecond' $$;
