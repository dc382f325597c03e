-- A payout waits for the platform's balance, is transferred to the creator's account, goes from there to their bank, and comes
-- back if the bank says no: WAITING → INTENT → TRANSFERRED → PAID, and TRANSFERRED or PAID → RETURNING → FAILED. A row from before
-- that was PAID by its transfer alone has no bank payout, and stays as it is.
ALTER TABLE payouts
  ADD COLUMN on_demand boolean NOT NULL DEFAULT false,
  ADD COLUMN bank_reference text NOT NULL GENERATED ALWAYS AS (reference || ':bank') STORED,
  ADD COLUMN reversal_reference text NOT NULL GENERATED ALWAYS AS (reference || ':reversal') STORED,
  ADD COLUMN provider_payout_id text UNIQUE,
  ADD COLUMN provider_reversal_id text UNIQUE,
  -- Counts the answers that were a certain no and not the last word: the next request has a key of its own.
  ADD COLUMN sending smallint NOT NULL DEFAULT 1 CHECK (sending > 0),
  ADD COLUMN transferred_at timestamptz,
  ADD COLUMN returning_at timestamptz,
  ADD COLUMN looked_up_at timestamptz,
  DROP CONSTRAINT payouts_state_check,
  DROP CONSTRAINT payouts_check,
  DROP CONSTRAINT payouts_check1,
  ADD CONSTRAINT payouts_state_check CHECK (state IN ('WAITING', 'INTENT', 'TRANSFERRED', 'RETURNING', 'PAID', 'FAILED')),
  ADD CONSTRAINT payouts_transfer_check CHECK (CASE
    WHEN state IN ('WAITING', 'INTENT') THEN provider_transfer_id IS NULL
    WHEN state = 'FAILED' THEN (provider_transfer_id IS NULL) = (provider_reversal_id IS NULL)
    ELSE provider_transfer_id IS NOT NULL AND provider_reversal_id IS NULL END),
  ADD CONSTRAINT payouts_returning_check CHECK (state <> 'RETURNING' OR returning_at IS NOT NULL),
  ADD CONSTRAINT payouts_end_check CHECK ((state IN ('PAID', 'FAILED')) = (ended_at IS NOT NULL));
DROP INDEX payouts_one_in_flight;
CREATE UNIQUE INDEX payouts_one_in_flight ON payouts (creator_id, currency) WHERE state IN ('WAITING', 'INTENT');
-- Those that have not left, in the order in which they are sent.
CREATE INDEX payouts_unsent_idx ON payouts (currency, month, amount_micros, creator_id) WHERE state IN ('WAITING', 'INTENT');
CREATE INDEX payouts_transferred_at_idx ON payouts (transferred_at);
CREATE INDEX payouts_on_the_way_idx ON payouts (looked_up_at) WHERE state = 'TRANSFERRED';
GRANT UPDATE (provider_payout_id, provider_reversal_id, sending, transferred_at, returning_at, looked_up_at) ON payouts TO flattr_app;

CREATE FUNCTION guard_payout() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  IF NOT (CASE OLD.state
    WHEN 'WAITING' THEN NEW.state IN ('WAITING', 'INTENT')
    WHEN 'INTENT' THEN NEW.state IN ('WAITING', 'INTENT', 'TRANSFERRED', 'FAILED')
    WHEN 'TRANSFERRED' THEN NEW.state IN ('TRANSFERRED', 'PAID', 'RETURNING', 'FAILED')
    WHEN 'PAID' THEN NEW.state IN ('RETURNING', 'FAILED')
    WHEN 'RETURNING' THEN NEW.state IN ('RETURNING', 'FAILED')
    ELSE false END) THEN
    RAISE EXCEPTION 'the payout % does not go from % to %: another attempt is another payout', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'FL006';
  END IF;
  IF coalesce(OLD.provider_transfer_id <> NEW.provider_transfer_id, false) OR coalesce(OLD.provider_payout_id <> NEW.provider_payout_id, false)
    OR (OLD.provider_transfer_id IS NOT NULL AND NEW.provider_transfer_id IS NULL)
    OR (OLD.provider_payout_id IS NOT NULL AND NEW.provider_payout_id IS NULL) THEN
    RAISE EXCEPTION 'the payout % was sent as it was', OLD.id USING ERRCODE = 'FL006';
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER payouts_end_once ON payouts;
DROP FUNCTION refuse_ended_payout();
CREATE TRIGGER payouts_move_on BEFORE UPDATE ON payouts FOR EACH ROW EXECUTE FUNCTION guard_payout();

-- The connected account that an event is about, where it is about one.
ALTER TABLE webhook_events ADD COLUMN account_id text;

-- How a creator's account stands at the provider, as it last told.
ALTER TABLE payees
  ADD COLUMN state text NOT NULL DEFAULT 'NOT_FINISHED' CHECK (state IN ('NOT_FINISHED', 'CHECKING', 'REQUIREMENTS_DUE', 'RESTRICTED', 'READY')),
  ADD COLUMN requirements text[] NOT NULL DEFAULT '{}',
  ADD COLUMN disabled_reason text;
UPDATE payees SET state = 'READY' WHERE payouts_enabled;
ALTER TABLE payees ADD CONSTRAINT payees_ready_check CHECK (payouts_enabled = (state = 'READY'));
