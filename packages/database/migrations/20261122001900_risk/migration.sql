-- Money that went in a circle in a month: each of a few people gave a large part to the next. Their earnings of that month
-- wait until the operator has looked.
CREATE TABLE rings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  month month_name NOT NULL REFERENCES months (month),
  currency char(3) NOT NULL,
  -- In the order in which the money goes, the smallest id first.
  members uuid[] NOT NULL CHECK (cardinality(members) BETWEEN 2 AND 6),
  -- What the weakest link carried.
  micros bigint NOT NULL CHECK (micros > 0),
  found_at timestamptz NOT NULL DEFAULT flattr_now(),
  released_at timestamptz,
  UNIQUE (month, currency, members)
);
CREATE INDEX rings_held_idx ON rings USING gin (members) WHERE released_at IS NULL;
GRANT SELECT ON rings TO flattr_app;
GRANT INSERT (month, currency, members, micros) ON rings TO flattr_app;
GRANT UPDATE (released_at) ON rings TO flattr_app;

-- A month has been looked through.
ALTER TABLE months ADD COLUMN rings_sought_at timestamptz;
GRANT UPDATE (rings_sought_at) ON months TO flattr_app;

CREATE FUNCTION refuse_ring_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'the ring % was released', OLD.id USING ERRCODE = 'FL006'; END $$;
CREATE TRIGGER rings_released_once BEFORE UPDATE ON rings
  FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION refuse_ring_again();

-- Who uses a card.
CREATE INDEX charges_card_idx ON charges (card_fingerprint, supporter_id) WHERE card_fingerprint IS NOT NULL;
