-- What a settlement writes is refused unless its month is in the right state, and so unless it is there at all: then its form
-- need not be matched again in each of millions of rows.
CREATE OR REPLACE FUNCTION refuse_outside_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  touched text;
BEGIN
  SELECT written.month INTO touched FROM (SELECT DISTINCT month FROM new_rows) AS written
    LEFT JOIN months ON months.month = written.month WHERE months.state IS DISTINCT FROM TG_ARGV[0] LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the month % is not %: % takes no rows', touched, TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'FL005';
  END IF;
  RETURN NULL;
END
$$;
ALTER TABLE settled_supporters ALTER COLUMN month TYPE text;
ALTER TABLE settled_sources ALTER COLUMN month TYPE text;
ALTER TABLE thing_sums ALTER COLUMN month TYPE text;
ALTER TABLE earnings ALTER COLUMN month TYPE text;
ALTER TABLE shard_sums ALTER COLUMN month TYPE text;
