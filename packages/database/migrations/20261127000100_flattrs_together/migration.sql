-- Puts flattrs into an open month that the transaction holds: of things by their ids or their canonical addresses, as one insertion,
-- in one order for all who flattr, so that none wait for each other in a circle. A row for each, by its place from 1, with what stood against
-- it: no thing where there is none, and nothing given where another month is wanted. No row at all without a month.
CREATE FUNCTION give_flattrs(open text, givers uuid[], by_ids uuid[], by_urls text[], weighings smallint[], months_wanted text[])
RETURNS TABLE (nth integer, month text, thing_id uuid, own boolean, refused boolean, unpublished boolean, inserted boolean)
LANGUAGE plpgsql VOLATILE STRICT ROWS 10
-- Else each number of flattrs is planned anew, which takes longer than to give them.
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.nth, a.giver, a.weighing, coalesce(a.wanted = open, true) AS in_time, t.id, t.own, t.refused, t.unpublished
    FROM unnest(givers, by_ids, by_urls, weighings, months_wanted)
      WITH ORDINALITY a (giver, by_id, by_url, weighing, wanted, nth)
    LEFT JOIN LATERAL (
      SELECT id, creator_id IS NOT DISTINCT FROM a.giver OR EXISTS (SELECT FROM split_parts
          WHERE split_id = split_in_force(things.id, open) AND beneficiary_id = a.giver) AS own,
        flattrs_refused(url) AS refused, unpublished_at IS NOT NULL AS unpublished
      FROM things WHERE id = coalesce(a.by_id, (SELECT f.id FROM things f WHERE f.url = a.by_url),
        (SELECT f.thing_id FROM thing_aliases f WHERE f.url = a.by_url))
      OFFSET 0
    ) t ON true
  ), wanted AS (
    SELECT DISTINCT ON (giver, id) nth, giver, id, weighing FROM asked
    WHERE in_time AND NOT own AND NOT refused AND NOT unpublished ORDER BY giver, id, nth
  ), given AS (
    INSERT INTO flattrs (month, supporter_id, thing_id, weight, flattred_at)
    SELECT open, giver, id, weighing, flattr_now() FROM wanted ORDER BY giver, id
    ON CONFLICT DO NOTHING RETURNING supporter_id, thing_id
  )
  SELECT a.nth::integer, open, a.id, coalesce(a.own, false), coalesce(a.refused, false), coalesce(a.unpublished, false),
    g.thing_id IS NOT NULL
  FROM asked a LEFT JOIN wanted w ON w.nth = a.nth
  LEFT JOIN given g ON g.supporter_id = w.giver AND g.thing_id = w.id;
END
$$;

-- The same in the month that the clock is in, as one statement: no row where that month is not open.
CREATE FUNCTION give_flattrs_now(givers uuid[], by_ids uuid[], by_urls text[], weighings smallint[], months_wanted text[])
RETURNS TABLE (nth integer, month text, thing_id uuid, own boolean, refused boolean, unpublished boolean, inserted boolean)
LANGUAGE plpgsql VOLATILE ROWS 10
AS $$
DECLARE
  held text := hold_open_month();
BEGIN
  RETURN QUERY SELECT * FROM give_flattrs(held, givers, by_ids, by_urls, weighings, months_wanted);
END
$$;

-- One alone is given the same way.
DROP FUNCTION give_flattr_now(uuid, uuid, text, smallint, text);
DROP FUNCTION give_flattr(uuid, uuid, smallint, text);
GRANT EXECUTE ON FUNCTION give_flattrs(text, uuid[], uuid[], text[], smallint[], text[]),
  give_flattrs_now(uuid[], uuid[], text[], smallint[], text[]) TO flattr_app;
