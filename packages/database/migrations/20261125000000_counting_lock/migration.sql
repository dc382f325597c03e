-- Who gathers the counts has a lock of their own, class 73: class 71 is the ledger's, and money does not wait for counts,
-- nor counts for money. The functions are as they were but for that.
CREATE OR REPLACE FUNCTION gather_flattrs(at_most integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  gathered integer;
BEGIN
  IF NOT pg_try_advisory_xact_lock(73, 0) THEN
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

CREATE OR REPLACE FUNCTION count_flattrs_again() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp
AS $$
DECLARE
  hour_now timestamptz := date_trunc('hour', flattr_now(), 'UTC');
BEGIN
  PERFORM pg_advisory_xact_lock(73, 0);
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
