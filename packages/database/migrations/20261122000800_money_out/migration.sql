-- The creator at the payment provider.
CREATE TABLE payees (
  creator_id uuid PRIMARY KEY REFERENCES users (id),
  provider_account_id text NOT NULL UNIQUE,
  payouts_enabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT flattr_now()
);
GRANT SELECT, INSERT, UPDATE ON payees TO flattr_app;

-- Money leaving to a creator. The row is committed before the provider is called; reference is the idempotency key.
CREATE TABLE payouts (
  id uuid PRIMARY KEY,
  month month_name NOT NULL,
  creator_id uuid NOT NULL,
  currency char(3) NOT NULL,
  attempt smallint NOT NULL CHECK (attempt > 0),
  reference text NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  state text NOT NULL DEFAULT 'INTENT' CHECK (state IN ('INTENT', 'PAID', 'FAILED')),
  provider_account_id text NOT NULL,
  provider_transfer_id text UNIQUE,
  failure text,
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  ended_at timestamptz,
  UNIQUE (month, creator_id, currency, attempt),
  CHECK ((state = 'PAID') = (provider_transfer_id IS NOT NULL)),
  CHECK ((state = 'INTENT') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX payouts_reference_key ON payouts (reference);
CREATE UNIQUE INDEX payouts_one_in_flight ON payouts (creator_id, currency) WHERE state = 'INTENT';
GRANT SELECT, INSERT ON payouts TO flattr_app;
GRANT UPDATE (state, provider_transfer_id, failure, ended_at) ON payouts TO flattr_app;

CREATE FUNCTION refuse_ended_payout() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the payout % has ended: another attempt is another payout', OLD.id USING ERRCODE = 'FL006';
END
$$;
CREATE TRIGGER payouts_end_once BEFORE UPDATE ON payouts
  FOR EACH ROW WHEN (OLD.state <> 'INTENT') EXECUTE FUNCTION refuse_ended_payout();

-- Which earnings a payout takes, oldest available first. A failed payout's parts are free again.
CREATE TABLE payout_parts (
  payout_id uuid NOT NULL REFERENCES payouts (id),
  month month_name NOT NULL,
  creator_id uuid NOT NULL,
  currency char(3) NOT NULL,
  available_on date NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  PRIMARY KEY (payout_id, month, available_on),
  FOREIGN KEY (month, creator_id, currency, available_on)
    REFERENCES earnings (month, creator_id, currency, available_on)
);
CREATE INDEX payout_parts_earning_idx ON payout_parts (creator_id, currency, month, available_on);
GRANT SELECT, INSERT ON payout_parts TO flattr_app;
