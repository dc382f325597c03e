-- A thing may have no creator yet: what it is given waits. The creator counts from the month in which their claim stood; for
-- one who was there from the beginning there is none.
ALTER TABLE things ALTER COLUMN creator_id DROP NOT NULL;
ALTER TABLE things ADD COLUMN creator_from month_name;
ALTER TABLE things ADD CHECK (creator_id IS NOT NULL OR creator_from IS NULL);

-- Who receives what a thing is given in a month: its creator of that month, or nobody, which is the nil id. A month that is
-- closed reads the same for ever, whoever claims the thing later.
CREATE FUNCTION receiver_in(month text, creator_id uuid, creator_from text) RETURNS uuid
LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN creator_id IS NULL OR creator_from > month THEN '00000000-0000-0000-0000-000000000000' ELSE creator_id END $$;

-- A thing that has a creator keeps them, and comes to one in an open month only.
CREATE FUNCTION refuse_creator_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  IF OLD.creator_id IS NOT NULL THEN
    RAISE EXCEPTION 'the thing % has its creator', OLD.id USING ERRCODE = 'FL005';
  END IF;
  PERFORM share_month(NEW.creator_from);
  IF month_of(flattr_now()) IS DISTINCT FROM NEW.creator_from
    OR NOT EXISTS (SELECT FROM months WHERE month = NEW.creator_from AND state = 'OPEN') THEN
    RAISE EXCEPTION 'nobody becomes the creator of % for the month %', OLD.id, NEW.creator_from USING ERRCODE = 'FL005';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER things_keep_creator BEFORE UPDATE ON things FOR EACH ROW
  WHEN ((NEW.creator_id, NEW.creator_from) IS DISTINCT FROM (OLD.creator_id, OLD.creator_from))
  EXECUTE FUNCTION refuse_creator_change();

-- What waits for the creator of a thing, by the month that gave it: until it is released to them, or returned to those who
-- gave it.
CREATE TABLE escrows (
  month month_name NOT NULL,
  thing_id uuid NOT NULL,
  currency char(3) NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'RELEASED', 'RETURNED')),
  released_to uuid,
  ended_at timestamptz,
  PRIMARY KEY (month, thing_id, currency),
  CHECK ((state = 'WAITING') = (ended_at IS NULL)),
  CHECK ((state = 'RELEASED') = (released_to IS NOT NULL))
);
CREATE INDEX escrows_waiting_idx ON escrows (thing_id, month) WHERE state = 'WAITING';
CREATE INDEX escrows_due_idx ON escrows (month) WHERE state = 'WAITING';
CREATE INDEX escrows_released_idx ON escrows (released_to, month) WHERE released_to IS NOT NULL;
GRANT SELECT ON escrows TO flattr_app;
GRANT INSERT (month, thing_id, currency, amount_micros) ON escrows TO flattr_app;
GRANT UPDATE (state, released_to, ended_at) ON escrows TO flattr_app;

CREATE TRIGGER escrows_closed AFTER INSERT ON escrows
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');

CREATE FUNCTION refuse_ended_escrow() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the escrow of % for % has ended', OLD.thing_id, OLD.month USING ERRCODE = 'FL006';
END
$$;
CREATE TRIGGER escrows_end_once BEFORE UPDATE ON escrows
  FOR EACH ROW WHEN (OLD.state <> 'WAITING') EXECUTE FUNCTION refuse_ended_escrow();

-- What is released is earned in the month that gave it, although that month is settled long since.
ALTER TABLE earnings ADD COLUMN released boolean NOT NULL DEFAULT false;
DROP TRIGGER earnings_closed ON earnings;
CREATE FUNCTION refuse_late_earnings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  touched text;
BEGIN
  SELECT m.month INTO touched FROM months m WHERE m.month IN (SELECT month FROM new_rows WHERE NOT released) AND m.state <> 'CUT'
  UNION ALL
  SELECT r.month FROM new_rows r JOIN months m ON m.month = r.month WHERE r.released AND (m.state NOT IN ('PUBLISHED', 'PAID')
    OR NOT EXISTS (SELECT FROM escrows e WHERE e.released_to = r.creator_id AND e.month = r.month AND e.currency = r.currency
      AND e.xmin = pg_current_xact_id()::xid))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the month % takes no earnings, but what an escrow releases', touched USING ERRCODE = 'FL005';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER earnings_closed AFTER INSERT ON earnings
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_earnings();

-- Of what was distributed, what waits for creators who have not come yet.
ALTER TABLE statements ADD COLUMN escrowed_micros bigint NOT NULL DEFAULT 0 CHECK (escrowed_micros BETWEEN 0 AND distributed_micros);
