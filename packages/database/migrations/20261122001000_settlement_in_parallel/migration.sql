-- Shards that any number of workers take in parallel: each is claimed for a while with a fence of its own, and only the
-- last one to claim it can settle it (docs/decisions/0011-a-shard-is-claimed-for-a-while.md).
DO $$
BEGIN
  IF EXISTS (SELECT FROM months WHERE state = 'CUT') THEN
    RAISE EXCEPTION 'a month is being settled: finish it before this upgrade';
  END IF;
END
$$;
DROP TABLE settlement_shards;
DROP TABLE shard_sums;

-- Phase 1: a run of supporters by id, from the first to before the last, open at the ends. Phase 2: a bucket of the sums
-- that phase 1 kept, by the last bits of the ids of things and creators. The times are the wall clock's.
CREATE TABLE settlement_shards (
  month month_name NOT NULL REFERENCES months (month),
  phase smallint NOT NULL CHECK (phase IN (1, 2)),
  shard integer NOT NULL CHECK (shard > 0),
  from_supporter_id uuid,
  before_supporter_id uuid,
  fence bigint NOT NULL DEFAULT 0,
  held_until timestamptz,
  laid_out_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at timestamptz,
  -- How many supporters it held.
  supporters integer,
  PRIMARY KEY (month, phase, shard),
  CHECK (phase = 1 OR from_supporter_id IS NULL AND before_supporter_id IS NULL)
);
CREATE INDEX settlement_shards_open_idx ON settlement_shards (month, phase, shard) WHERE settled_at IS NULL;
GRANT SELECT, INSERT ON settlement_shards TO flattr_app;
GRANT UPDATE (fence, held_until, settled_at, supporters) ON settlement_shards TO flattr_app;

-- What one shard of supporters gave, kept until the month's last bucket is in. Records of fixed length, big endian;
-- things: thing id 16, beneficiary id 16, micros 8, flattrs 4; creators: beneficiary id 16, day YYYY-MM-DD 10, micros 8.
CREATE TABLE shard_sums (
  month month_name NOT NULL,
  bucket integer NOT NULL,
  shard integer NOT NULL,
  currency char(3) NOT NULL,
  things bytea NOT NULL CHECK (length(things) % 44 = 0),
  creators bytea NOT NULL CHECK (length(creators) % 34 = 0),
  PRIMARY KEY (month, bucket, shard, currency)
);
ALTER TABLE shard_sums ALTER COLUMN things SET STORAGE EXTERNAL, ALTER COLUMN creators SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, DELETE ON shard_sums TO flattr_app;

CREATE TRIGGER settlement_shards_closed AFTER INSERT ON settlement_shards
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER settlement_shards_still AFTER UPDATE ON settlement_shards
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER shard_sums_closed AFTER INSERT ON shard_sums
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');

-- What is settled stays settled, and a claim only grows.
CREATE FUNCTION refuse_shard_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL OR NEW.fence < OLD.fence THEN
    RAISE EXCEPTION 'shard %/% of % is settled or claimed by another', OLD.phase, OLD.shard, OLD.month USING ERRCODE = 'FL005';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER settlement_shards_once BEFORE UPDATE ON settlement_shards
  FOR EACH ROW EXECUTE FUNCTION refuse_shard_change();

-- A charge tells its supporter; the key is by charge, which is how what is left of one is found. No row-level foreign key:
-- a million rows a month come from charges that the same transaction has read.
ALTER TABLE settled_sources DROP CONSTRAINT settled_sources_pkey;
ALTER TABLE settled_sources DROP CONSTRAINT settled_sources_charge_id_fkey;
DROP INDEX settled_sources_charge_id_idx;
ALTER TABLE settled_sources DROP COLUMN supporter_id;
ALTER TABLE settled_sources ADD PRIMARY KEY (charge_id, month);

-- Charges in the order in which they were credited: a settlement reads those of which something may be left.
CREATE INDEX charges_position_idx ON charges (supporter_id, transaction_id) WHERE state = 'SUCCEEDED';
-- Of the charges before this ledger position nothing is left after the month.
ALTER TABLE settled_supporters ADD COLUMN sources_from bigint NOT NULL DEFAULT 0;

-- The cap of the budget in force, as it was at the cut.
ALTER TABLE settled_supporters ADD COLUMN max_per_flattr_micros bigint CHECK (max_per_flattr_micros > 0);

-- A beneficiary's things of a month from the largest sum on, page by page.
DROP INDEX thing_sums_creator_id_idx;
CREATE INDEX thing_sums_largest_idx ON thing_sums (creator_id, month, currency, amount_micros, thing_id);
-- How many days the statement of a month can be challenged before anything is paid out: frozen when the month opens, since the
-- day from which its shares are available follows from it.
ALTER TABLE months ADD COLUMN challenge_days smallint NOT NULL DEFAULT 7 CHECK (challenge_days > 0);
ALTER TABLE months ALTER COLUMN challenge_days DROP DEFAULT;

-- Opens a month with its fee, its days of challenge and its secret, all frozen, and its partition of flattrs. Opening it again
-- changes nothing.
DROP FUNCTION open_month(text, integer, bytea);
CREATE FUNCTION open_month(opening text, fee integer, challenge integer, drawn bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  room text := 'flattrs_' || replace(opening, '-', '_');
BEGIN
  IF EXISTS (SELECT FROM months WHERE month = opening) THEN
    RETURN false;
  END IF;
  IF opening < month_of(flattr_now()) THEN
    RAISE EXCEPTION 'the month % is over: it is not opened any more', opening USING ERRCODE = 'FL005';
  END IF;
  PERFORM close_month_to_others(opening);
  INSERT INTO months (month, fee_basis_points, challenge_days, secret) VALUES (opening, fee, challenge, drawn)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE flattrs INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', room);
  EXECUTE format('ALTER TABLE flattrs ATTACH PARTITION %I FOR VALUES IN (%L)', room, opening);
  EXECUTE format('GRANT SELECT ON %I TO flattr_app', room);
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION open_month(text, integer, integer, bytea) FROM public;
GRANT EXECUTE ON FUNCTION open_month(text, integer, integer, bytea) TO flattr_app;

-- Months settle in order: one is not cut while an earlier one is not settled.
CREATE OR REPLACE FUNCTION refuse_month_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  states text[] := ARRAY['OPEN', 'CUT', 'SETTLED', 'PUBLISHED', 'PAID'];
  step integer := array_position(states, NEW.state) - array_position(states, OLD.state);
BEGIN
  IF step NOT IN (0, 1) OR NEW.fence < OLD.fence
    OR (step = 1 AND NEW.state = 'CUT' AND flattr_now() < month_end(NEW.month))
    OR (step = 1 AND NEW.state = 'CUT' AND EXISTS (
      SELECT FROM months WHERE month < NEW.month AND state IN ('OPEN', 'CUT')))
    OR (OLD.cut_at IS NOT NULL AND NEW.cut_at IS DISTINCT FROM OLD.cut_at)
    OR (OLD.ledger_position IS NOT NULL AND NEW.ledger_position IS DISTINCT FROM OLD.ledger_position)
    OR (OLD.settled_at IS NOT NULL AND NEW.settled_at IS DISTINCT FROM OLD.settled_at)
    OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
    OR (OLD.paid_at IS NOT NULL AND NEW.paid_at IS DISTINCT FROM OLD.paid_at) THEN
    RAISE EXCEPTION 'the month % is % and does not become % this way', OLD.month, OLD.state, NEW.state USING ERRCODE = 'FL005';
  END IF;
  RETURN NEW;
END
$$;
