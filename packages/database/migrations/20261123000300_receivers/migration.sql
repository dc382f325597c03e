-- As before, in two: PostgreSQL writes a function without a subquery into the query that calls it, and asks for who received
-- before only where a thing has lost its creator. A settlement asks for each thing.
CREATE FUNCTION former_receiver(month text, thing uuid) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT f.creator_id FROM former_creators f WHERE f.thing_id = thing AND f.until_month > month
    AND (f.from_month IS NULL OR f.from_month <= month)), '00000000-0000-0000-0000-000000000000')
$$;

CREATE OR REPLACE FUNCTION receiver_of(month text, thing uuid, creator_id uuid, creator_from text) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN creator_id IS NOT NULL AND (creator_from IS NULL OR creator_from <= month) THEN creator_id
    ELSE former_receiver(month, thing) END
$$;
