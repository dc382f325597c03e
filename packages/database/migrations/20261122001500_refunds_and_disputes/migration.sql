-- A supporter's unspent money on its way back to the card that it came from. The row is committed before the provider is
-- called; reference is the idempotency key.
CREATE TABLE refunds (
  id uuid PRIMARY KEY,
  charge_id uuid NOT NULL REFERENCES charges (id),
  supporter_id uuid NOT NULL REFERENCES users (id),
  reference text NOT NULL UNIQUE,
  currency char(3) NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  state text NOT NULL DEFAULT 'INTENT' CHECK (state IN ('INTENT', 'SUCCEEDED', 'FAILED')),
  provider_payment_id text NOT NULL,
  provider_refund_id text UNIQUE,
  failure text,
  transaction_id bigint NOT NULL REFERENCES ledger_transactions (id),
  returned_transaction_id bigint REFERENCES ledger_transactions (id),
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  ended_at timestamptz,
  CHECK (state <> 'SUCCEEDED' OR provider_refund_id IS NOT NULL),
  CHECK ((state = 'INTENT') = (ended_at IS NULL)),
  CHECK ((state = 'FAILED') = (returned_transaction_id IS NOT NULL))
);
CREATE INDEX refunds_charge_id_idx ON refunds (charge_id);
CREATE INDEX refunds_supporter_id_idx ON refunds (supporter_id, id);
GRANT SELECT, INSERT ON refunds TO flattr_app;
GRANT UPDATE (state, provider_refund_id, failure, returned_transaction_id, ended_at) ON refunds TO flattr_app;

-- A refund that came back has ended for good: the money may be on its way again by another.
CREATE FUNCTION refuse_ended_refund() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the refund % has ended: another attempt is another refund', OLD.id USING ERRCODE = 'FL006';
END
$$;
CREATE TRIGGER refunds_end_once BEFORE UPDATE ON refunds
  FOR EACH ROW WHEN (OLD.state = 'FAILED' OR OLD.state = 'SUCCEEDED' AND NEW.state = 'INTENT')
  EXECUTE FUNCTION refuse_ended_refund();

-- What refunds and disputes took of what a charge brought into a wallet, and, below 0, what they gave back; by the position
-- of the ledger transaction that did it, so that each cut finds what was there.
CREATE TABLE charge_takings (
  charge_id uuid NOT NULL REFERENCES charges (id),
  transaction_id bigint NOT NULL REFERENCES ledger_transactions (id),
  amount_micros bigint NOT NULL CHECK (amount_micros <> 0),
  PRIMARY KEY (charge_id, transaction_id)
);
GRANT SELECT, INSERT ON charge_takings TO flattr_app;

-- A charge with takings is found by a settlement also where nothing was left of it once: they may give something back.
ALTER TABLE charges ADD COLUMN touched boolean NOT NULL DEFAULT false;
CREATE INDEX charges_touched_idx ON charges (supporter_id) WHERE touched;

-- No more is taken than the charge brought, and no more given back than was taken.
CREATE FUNCTION check_charge_takings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  brought bigint;
  taken bigint;
  spent bigint;
BEGIN
  UPDATE charges SET touched = true WHERE id = NEW.charge_id RETURNING net_micros INTO brought;
  SELECT sum(amount_micros) INTO taken FROM charge_takings WHERE charge_id = NEW.charge_id;
  SELECT coalesce(sum(amount_micros), 0) INTO spent FROM settled_sources WHERE charge_id = NEW.charge_id;
  IF taken < 0 OR taken + spent > brought THEN
    RAISE EXCEPTION 'of the charge %, which brought % micros, % were taken and % spent', NEW.charge_id, brought, taken, spent
      USING ERRCODE = 'FL010';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER charge_takings_within AFTER INSERT ON charge_takings
  FOR EACH ROW EXECUTE FUNCTION check_charge_takings();

-- Money that the provider took back of a charge without our asking: a dispute, or a refund made in its own pages. What it said
-- last, and which ledger transactions took the money here and gave it back.
CREATE TABLE disputes (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('DISPUTE', 'REFUND')),
  provider_id text NOT NULL UNIQUE,
  charge_id uuid NOT NULL REFERENCES charges (id),
  supporter_id uuid NOT NULL REFERENCES users (id),
  currency char(3) NOT NULL,
  state text NOT NULL CHECK (state IN ('OPEN', 'WON', 'LOST')),
  withdrawn_micros bigint NOT NULL CHECK (withdrawn_micros >= 0),
  fee_micros bigint NOT NULL CHECK (fee_micros >= 0),
  reinstated_micros bigint NOT NULL CHECK (reinstated_micros >= 0),
  -- It waits for a month that is cut, since what its flattrs became is not known yet, or for a refund that is under way.
  waits boolean NOT NULL DEFAULT false,
  wallet_micros bigint CHECK (wallet_micros >= 0),
  losses_micros bigint CHECK (losses_micros >= 0),
  transaction_id bigint REFERENCES ledger_transactions (id),
  returned_transaction_id bigint REFERENCES ledger_transactions (id),
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  CHECK ((transaction_id IS NULL) = (wallet_micros IS NULL) AND (transaction_id IS NULL) = (losses_micros IS NULL)),
  CHECK (returned_transaction_id IS NULL OR transaction_id IS NOT NULL)
);
CREATE INDEX disputes_charge_id_idx ON disputes (charge_id);
CREATE INDEX disputes_waiting_idx ON disputes (id) WHERE waits;
GRANT SELECT, INSERT ON disputes TO flattr_app;
GRANT UPDATE (state, withdrawn_micros, fee_micros, reinstated_micros, waits, wallet_micros, losses_micros, transaction_id,
  returned_transaction_id) ON disputes TO flattr_app;

-- What a dispute takes back of the months that its charge funded: of the fee, and of each share. What it wanted and did not
-- get, since it was in a payout, is in the dispute's losses.
CREATE TABLE dispute_parts (
  dispute_id uuid NOT NULL REFERENCES disputes (id),
  line integer NOT NULL CHECK (line > 0),
  month month_name NOT NULL,
  currency char(3) NOT NULL,
  kind text NOT NULL CHECK (kind IN ('FEE', 'EARNINGS')),
  thing_id uuid,
  creator_id uuid,
  available_on date,
  wanted_micros bigint NOT NULL CHECK (wanted_micros > 0),
  taken_micros bigint NOT NULL CHECK (taken_micros >= 0 AND taken_micros <= wanted_micros),
  PRIMARY KEY (dispute_id, line),
  CHECK ((kind = 'EARNINGS') = (creator_id IS NOT NULL AND thing_id IS NOT NULL AND available_on IS NOT NULL))
);
CREATE INDEX dispute_parts_earning_idx ON dispute_parts (creator_id, currency, month, available_on) WHERE kind = 'EARNINGS';
GRANT SELECT, INSERT ON dispute_parts TO flattr_app;
