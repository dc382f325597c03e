-- The life of a month: OPEN → CUT → SETTLED → PUBLISHED → PAID. The row is the truth; a queue only wakes the work up.
CREATE TABLE months (
  month month_name PRIMARY KEY,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CUT', 'SETTLED', 'PUBLISHED', 'PAID')),
  fence bigint NOT NULL DEFAULT 0,
  algorithm smallint NOT NULL DEFAULT 1,
  fee_basis_points integer NOT NULL CHECK (fee_basis_points BETWEEN 0 AND 3000),
  secret bytea NOT NULL CHECK (length(secret) = 32),
  opened_at timestamptz NOT NULL DEFAULT flattr_now(),
  cut_at timestamptz,
  ledger_position bigint,
  settled_at timestamptz,
  published_at timestamptz,
  paid_at timestamptz,
  CHECK ((state = 'OPEN') = (cut_at IS NULL)),
  CHECK ((cut_at IS NULL) = (ledger_position IS NULL))
);
GRANT SELECT ON months TO flattr_app;
GRANT UPDATE (state, fence, cut_at, ledger_position, settled_at, published_at, paid_at) ON months TO flattr_app;

-- A month moves one step at a time and never back, is cut only when it is over, and what it was stamped with stays.
CREATE FUNCTION refuse_month_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  states text[] := ARRAY['OPEN', 'CUT', 'SETTLED', 'PUBLISHED', 'PAID'];
  step integer := array_position(states, NEW.state) - array_position(states, OLD.state);
BEGIN
  IF step NOT IN (0, 1) OR NEW.fence < OLD.fence
    OR (step = 1 AND NEW.state = 'CUT' AND flattr_now() < month_end(NEW.month))
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
CREATE TRIGGER months_one_way BEFORE UPDATE ON months FOR EACH ROW EXECUTE FUNCTION refuse_month_change();

CREATE TABLE flattrs (
  supporter_id uuid NOT NULL,
  thing_id uuid NOT NULL,
  flattred_at timestamptz NOT NULL,
  month month_name NOT NULL,
  weight smallint NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 10),
  PRIMARY KEY (month, supporter_id, thing_id)
) PARTITION BY LIST (month);
CREATE INDEX flattrs_thing_id_idx ON flattrs (thing_id);
GRANT SELECT, INSERT, DELETE ON flattrs TO flattr_app;

CREATE FUNCTION month_lock_key(month text) RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$ SELECT replace(month, '-', '')::int $$;

-- Whatever decides a month holds that month's shared lock; the closer takes the exclusive one. 70 is the lock's class.
CREATE FUNCTION share_month(month text) RETURNS void
LANGUAGE sql VOLATILE
AS $$ SELECT pg_advisory_xact_lock_shared(70, month_lock_key(month)) $$;

CREATE FUNCTION close_month_to_others(month text) RETURNS void
LANGUAGE sql VOLATILE
AS $$ SELECT pg_advisory_xact_lock(70, month_lock_key(month)) $$;

-- The month that the clock is in, held open until the transaction ends; null if nobody has opened it yet.
CREATE FUNCTION hold_open_month() RETURNS text
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  held text;
BEGIN
  LOOP
    held := month_of(flattr_now());
    PERFORM share_month(held);
    EXIT WHEN month_of(flattr_now()) = held;
  END LOOP;
  RETURN (SELECT month FROM months WHERE month = held AND state = 'OPEN');
END
$$;

-- Every month that is not cut yet, held until the transaction ends: a posting to a wallet decides all of them.
CREATE FUNCTION hold_uncut_months() RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  uncut text;
BEGIN
  FOR uncut IN SELECT month FROM months WHERE state = 'OPEN' ORDER BY month LOOP
    PERFORM share_month(uncut);
  END LOOP;
END
$$;

-- Opens a month with its fee and its secret, both frozen, and its partition of flattrs. Opening it again changes nothing.
CREATE FUNCTION open_month(opening text, fee integer, drawn bytea) RETURNS boolean
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
  INSERT INTO months (month, fee_basis_points, secret) VALUES (opening, fee, drawn) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE flattrs INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', room);
  EXECUTE format('ALTER TABLE flattrs ATTACH PARTITION %I FOR VALUES IN (%L)', room, opening);
  EXECUTE format('GRANT SELECT ON %I TO flattr_app', room);
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION open_month(text, integer, bytea) FROM public;
GRANT EXECUTE ON FUNCTION open_month(text, integer, bytea) TO flattr_app;

-- A flattr stands only in an open month that the clock is in, whoever asks: the database itself refuses the rest.
CREATE FUNCTION refuse_flattr_in_closed_month() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  touched text := CASE WHEN TG_OP = 'DELETE' THEN OLD.month ELSE NEW.month END;
BEGIN
  PERFORM share_month(touched);
  IF month_of(flattr_now()) <> touched OR NOT EXISTS (SELECT FROM months WHERE month = touched AND state = 'OPEN') THEN
    RAISE EXCEPTION 'the month % takes no flattrs', touched USING ERRCODE = 'FL005';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER flattrs_month_open BEFORE INSERT OR UPDATE OR DELETE ON flattrs
  FOR EACH ROW EXECUTE FUNCTION refuse_flattr_in_closed_month();

CREATE FUNCTION refuse_truncate() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'flattrs are undone one by one, by their supporters' USING ERRCODE = 'FL005'; END $$;
CREATE TRIGGER flattrs_no_truncate BEFORE TRUNCATE ON flattrs FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
