-- A dispute takes of what waits in escrow, too, and of what came back from there into the supporter's wallet. What it took before
-- this was so is in its losses.
ALTER TABLE dispute_parts DROP CONSTRAINT dispute_parts_kind_check, DROP CONSTRAINT dispute_parts_check1;
UPDATE dispute_parts SET kind = 'ESCROW', creator_id = NULL, available_on = NULL
WHERE creator_id = '00000000-0000-0000-0000-000000000000';
-- The day of the earning that a part became, where it was given back after its escrow had been released.
ALTER TABLE dispute_parts ADD COLUMN given_on date;
ALTER TABLE dispute_parts
  ADD CONSTRAINT dispute_parts_kind_check CHECK (kind IN ('FEE', 'EARNINGS', 'ESCROW', 'RETURNED')),
  ADD CONSTRAINT dispute_parts_thing_check CHECK ((kind = 'FEE') = (thing_id IS NULL)),
  ADD CONSTRAINT dispute_parts_earning_check CHECK ((kind = 'EARNINGS') = (creator_id IS NOT NULL)
    AND (kind = 'EARNINGS') = (available_on IS NOT NULL)),
  ADD CONSTRAINT dispute_parts_given_on_check CHECK (given_on IS NULL OR kind = 'ESCROW');
CREATE INDEX dispute_parts_escrow_idx ON dispute_parts (thing_id, month) WHERE kind = 'ESCROW';
GRANT UPDATE (given_on) ON dispute_parts TO flattr_app;

-- The day of the earning that a released escrow became; none where it was its creator's own, or disputes had taken all of it.
ALTER TABLE escrows ADD COLUMN earned_on date;
ALTER TABLE escrows DISABLE TRIGGER escrows_end_once;
UPDATE escrows e SET earned_on = (
  SELECT r.available_on FROM earnings r WHERE r.released AND r.month = e.month AND r.creator_id = e.released_to AND r.currency = e.currency
  ORDER BY r.amount_micros = e.amount_micros DESC, r.available_on LIMIT 1)
WHERE e.state = 'RELEASED';
ALTER TABLE escrows ENABLE TRIGGER escrows_end_once;
ALTER TABLE escrows ADD CONSTRAINT escrows_earned_on_check CHECK (earned_on IS NULL OR state = 'RELEASED');
GRANT UPDATE (earned_on) ON escrows TO flattr_app;

-- A settled month takes earnings for what an escrow releases, and for what a dispute gives back of an escrow that was released.
CREATE OR REPLACE FUNCTION refuse_late_earnings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  touched text;
BEGIN
  SELECT m.month INTO touched FROM months m WHERE m.month IN (SELECT month FROM new_rows WHERE NOT released) AND m.state <> 'CUT'
  UNION ALL
  SELECT r.month FROM new_rows r JOIN months m ON m.month = r.month WHERE r.released AND (m.state NOT IN ('PUBLISHED', 'PAID')
    OR NOT EXISTS (SELECT FROM escrows e WHERE e.released_to = r.creator_id AND e.month = r.month AND e.currency = r.currency
      AND e.earned_on = r.available_on AND e.xmin = pg_current_xact_id()::xid)
    AND NOT EXISTS (SELECT FROM escrows e JOIN dispute_parts p ON p.month = e.month AND p.thing_id = e.thing_id AND p.currency = e.currency
      WHERE e.released_to = r.creator_id AND e.month = r.month AND e.currency = r.currency AND p.given_on = r.available_on
      AND p.taken_micros = r.amount_micros AND p.xmin = pg_current_xact_id()::xid))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the month % takes no earnings, but what an escrow releases', touched USING ERRCODE = 'FL005';
  END IF;
  RETURN NULL;
END
$$;

-- Who registered a thing: nobody becomes its creator by that. A creator from before any claim had registered it.
ALTER TABLE things ADD COLUMN registered_by uuid REFERENCES users (id);
UPDATE things SET registered_by = creator_id WHERE creator_from IS NULL;
