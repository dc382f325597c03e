-- How what a thing is given is shared: proposed by its creator, in force whole once all beneficiaries have accepted. In force
-- for a month is the thing's last one, by (from_month, in_force_at, id), that began in it or before; without one the creator
-- receives all.
CREATE TABLE splits (
  id uuid PRIMARY KEY,
  thing_id uuid NOT NULL REFERENCES things (id),
  proposed_by uuid NOT NULL REFERENCES users (id),
  proposed_at timestamptz NOT NULL DEFAULT flattr_now(),
  from_month month_name,
  in_force_at timestamptz,
  -- Ended before it was in force: by its proposer, who withdrew or replaced it, or by a beneficiary, who declined.
  ended_at timestamptz,
  ended_by uuid REFERENCES users (id),
  CHECK ((from_month IS NULL) = (in_force_at IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  CHECK (from_month IS NULL OR ended_at IS NULL)
);
CREATE INDEX splits_in_force_idx ON splits (thing_id, from_month DESC, in_force_at DESC, id DESC)
  WHERE from_month IS NOT NULL;
CREATE UNIQUE INDEX splits_one_open ON splits (thing_id) WHERE from_month IS NULL AND ended_at IS NULL;
CREATE INDEX splits_proposed_idx ON splits (thing_id, proposed_at DESC, id DESC);
GRANT SELECT, INSERT ON splits TO flattr_app;
GRANT UPDATE (from_month, in_force_at, ended_at, ended_by) ON splits TO flattr_app;

CREATE TABLE split_parts (
  split_id uuid NOT NULL REFERENCES splits (id),
  beneficiary_id uuid NOT NULL REFERENCES users (id),
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 1 AND 10000),
  accepted_at timestamptz,
  PRIMARY KEY (split_id, beneficiary_id)
);
CREATE INDEX split_parts_beneficiary_id_idx ON split_parts (beneficiary_id, split_id);
CREATE INDEX split_parts_asked_idx ON split_parts (beneficiary_id) WHERE accepted_at IS NULL;
GRANT SELECT, INSERT ON split_parts TO flattr_app;
GRANT UPDATE (accepted_at) ON split_parts TO flattr_app;

-- The split of a thing that is in force for a month; null where its creator receives all.
CREATE FUNCTION split_in_force(thing uuid, of_month text) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT id FROM splits WHERE thing_id = thing AND from_month <= of_month
  ORDER BY from_month DESC, in_force_at DESC, id DESC LIMIT 1
$$;

-- A split begins as a proposal, comes into force once, in the open month that the clock is in and accepted by all, and is
-- never changed after that; nor is one that has ended. The clock says when, not the caller.
CREATE FUNCTION refuse_split_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the split % stays: another one takes its place', OLD.id USING ERRCODE = 'FL005';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.from_month IS NOT NULL OR NEW.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'the split % begins as a proposal', NEW.id USING ERRCODE = 'FL005';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.from_month IS NOT NULL OR OLD.ended_at IS NOT NULL
    OR (NEW.id, NEW.thing_id, NEW.proposed_by, NEW.proposed_at)
      IS DISTINCT FROM (OLD.id, OLD.thing_id, OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'the split % no longer changes: another one takes its place', OLD.id USING ERRCODE = 'FL005';
  END IF;
  IF NEW.from_month IS NOT NULL THEN
    PERFORM share_month(NEW.from_month);
    NEW.in_force_at := flattr_now();
    IF month_of(NEW.in_force_at) <> NEW.from_month
      OR NOT EXISTS (SELECT FROM months WHERE month = NEW.from_month AND state = 'OPEN') THEN
      RAISE EXCEPTION 'no split comes into force for the month %', NEW.from_month USING ERRCODE = 'FL005';
    END IF;
    IF NOT coalesce((SELECT sum(basis_points) = 10000 AND bool_and(accepted_at IS NOT NULL)
        FROM split_parts WHERE split_id = NEW.id), false) THEN
      RAISE EXCEPTION 'the split % is not accepted by all', NEW.id USING ERRCODE = 'FL005';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER splits_in_force_stay BEFORE INSERT OR UPDATE OR DELETE ON splits
  FOR EACH ROW EXECUTE FUNCTION refuse_split_change();

-- The parts of a proposal are what was proposed; what changes is that somebody accepts, once, while it is open. The row
-- lock orders this with the split's coming into force.
CREATE FUNCTION refuse_part_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  touched uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.split_id ELSE NEW.split_id END;
BEGIN
  PERFORM FROM splits WHERE id = touched AND from_month IS NULL AND ended_at IS NULL FOR SHARE;
  IF NOT FOUND OR TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the parts of the split % no longer change', touched USING ERRCODE = 'FL005';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.accepted_at IS NOT NULL OR (NEW.split_id, NEW.beneficiary_id, NEW.basis_points)
      IS DISTINCT FROM (OLD.split_id, OLD.beneficiary_id, OLD.basis_points)) THEN
    RAISE EXCEPTION 'a part of the split % is accepted once and stays', touched USING ERRCODE = 'FL005';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER split_parts_stay BEFORE INSERT OR UPDATE OR DELETE ON split_parts
  FOR EACH ROW EXECUTE FUNCTION refuse_part_change();

-- All parts arrive in one statement, at most 20, and add up to the whole: none is left out and none is added later.
CREATE FUNCTION check_split_parts() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  broken uuid;
BEGIN
  SELECT split_id INTO broken FROM split_parts WHERE split_id IN (SELECT split_id FROM new_parts)
    GROUP BY split_id HAVING sum(basis_points) <> 10000 OR count(*) > 20 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the parts of the split % are not 10,000 basis points among 1 to 20', broken USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER split_parts_whole AFTER INSERT ON split_parts
  REFERENCING NEW TABLE AS new_parts FOR EACH STATEMENT EXECUTE FUNCTION check_split_parts();

CREATE FUNCTION refuse_split_truncate() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'what % holds stays', TG_TABLE_NAME USING ERRCODE = 'FL005'; END $$;
CREATE TRIGGER splits_no_truncate BEFORE TRUNCATE ON splits FOR EACH STATEMENT EXECUTE FUNCTION refuse_split_truncate();
CREATE TRIGGER split_parts_no_truncate BEFORE TRUNCATE ON split_parts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_split_truncate();
