-- A thing that its owner has taken off the net: since when. `docs/rules/unpublishing.md` has the rules.
ALTER TABLE things ADD COLUMN unpublished_at timestamptz;
-- Without it the planner takes a column that it knows nothing of for one that is hardly ever empty, or hardly ever not.
ANALYZE things (unpublished_at);

-- Both tell whether the thing was taken off the net; they are as they were but for that.
DROP FUNCTION give_flattr_now(uuid, uuid, text, smallint, text);
DROP FUNCTION give_flattr(uuid, uuid, smallint, text);

CREATE FUNCTION give_flattr(giver uuid, of_thing uuid, weighing smallint, open text)
RETURNS TABLE (own boolean, refused boolean, unpublished boolean, inserted boolean)
LANGUAGE sql VOLATILE ROWS 1
AS $$
  WITH thing AS (
    SELECT id, creator_id IS NOT DISTINCT FROM giver OR EXISTS (SELECT FROM split_parts
      WHERE split_id = split_in_force(things.id, open) AND beneficiary_id = giver) AS own, flattrs_refused(url) AS refused,
      unpublished_at IS NOT NULL AS unpublished
    FROM things WHERE id = of_thing
  ), given AS (
    INSERT INTO flattrs (month, supporter_id, thing_id, weight, flattred_at)
    SELECT open, giver, id, weighing, flattr_now() FROM thing
    WHERE NOT thing.own AND NOT thing.refused AND NOT thing.unpublished
    ON CONFLICT DO NOTHING RETURNING true
  )
  SELECT thing.own, thing.refused, thing.unpublished, EXISTS (SELECT FROM given) FROM thing
$$;

CREATE FUNCTION give_flattr_now(giver uuid, by_id uuid, by_url text, weighing smallint, wanted text)
RETURNS TABLE (month text, thing_id uuid, own boolean, refused boolean, unpublished boolean, inserted boolean)
LANGUAGE plpgsql VOLATILE ROWS 1
AS $$
#variable_conflict use_column
DECLARE
  held text := hold_open_month();
  found uuid := coalesce((SELECT id FROM things WHERE id = by_id OR url = by_url),
    (SELECT a.thing_id FROM thing_aliases a WHERE a.url = by_url));
BEGIN
  IF held IS NULL THEN
    RETURN;
  END IF;
  IF found IS NULL OR held <> wanted THEN
    RETURN QUERY SELECT held, found, false, false, false, false;
    RETURN;
  END IF;
  RETURN QUERY SELECT held, found, g.own, g.refused, g.unpublished, g.inserted
    FROM give_flattr(giver, found, weighing, held) g;
END
$$;
GRANT EXECUTE ON FUNCTION give_flattr(uuid, uuid, smallint, text), give_flattr_now(uuid, uuid, text, smallint, text)
  TO flattr_app;
