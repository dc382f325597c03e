-- What a supporter gives a month: the row in force at the cut counts.
CREATE TABLE budgets (
  supporter_id uuid NOT NULL REFERENCES users (id),
  from_month month_name NOT NULL,
  currency char(3) NOT NULL,
  -- 0 ends the giving from this month on.
  amount_micros bigint NOT NULL CHECK (amount_micros >= 0),
  months_at_once smallint NOT NULL CHECK (months_at_once IN (1, 3, 6, 12)),
  set_at timestamptz NOT NULL DEFAULT flattr_now(),
  PRIMARY KEY (supporter_id, from_month)
);
GRANT SELECT, INSERT, DELETE ON budgets TO flattr_app;

-- A budget of a month that is over does not change any more.
CREATE FUNCTION refuse_budget_of_closed_month() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
DECLARE
  touched text := CASE WHEN TG_OP = 'DELETE' THEN OLD.from_month ELSE NEW.from_month END;
BEGIN
  PERFORM share_month(touched);
  IF touched < month_of(flattr_now()) THEN
    RAISE EXCEPTION 'the budget of % can no longer change', touched USING ERRCODE = 'FL005';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER budgets_month_open BEFORE INSERT OR DELETE ON budgets
  FOR EACH ROW EXECUTE FUNCTION refuse_budget_of_closed_month();

-- The supporter at the payment provider, and the saved card that tops the wallet up.
CREATE TABLE payers (
  supporter_id uuid PRIMARY KEY REFERENCES users (id),
  provider_customer_id text NOT NULL UNIQUE,
  provider_method_id text,
  created_at timestamptz NOT NULL DEFAULT flattr_now()
);
GRANT SELECT, INSERT, UPDATE ON payers TO flattr_app;

-- One attempt to fund a wallet. The row is committed before the provider is called; reference is the idempotency key.
CREATE TABLE charges (
  id uuid PRIMARY KEY,
  supporter_id uuid NOT NULL REFERENCES users (id),
  kind text NOT NULL CHECK (kind IN ('CHECKOUT', 'TOP_UP')),
  state text NOT NULL DEFAULT 'INTENT' CHECK (state IN ('INTENT', 'SUCCEEDED', 'FAILED')),
  reference text NOT NULL,
  currency char(3) NOT NULL,
  gross_micros bigint NOT NULL CHECK (gross_micros > 0),
  net_micros bigint CHECK (net_micros > 0 AND net_micros <= gross_micros),
  provider_session_id text UNIQUE,
  provider_payment_id text UNIQUE,
  charged_at timestamptz,
  card_fingerprint text,
  hold_days smallint,
  failure text,
  transaction_id bigint REFERENCES ledger_transactions (id),
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  CHECK ((state = 'SUCCEEDED') = (transaction_id IS NOT NULL AND net_micros IS NOT NULL
    AND charged_at IS NOT NULL AND hold_days IS NOT NULL))
);
CREATE UNIQUE INDEX charges_reference_key ON charges (reference);
CREATE INDEX charges_supporter_id_idx ON charges (supporter_id, charged_at);
GRANT SELECT, INSERT, UPDATE ON charges TO flattr_app;

-- What the provider told us, verified and stored as it came; applied by a job that fetches the object again and then
-- empties the body, which may name a person.
CREATE TABLE webhook_events (
  provider_event_id text PRIMARY KEY,
  type text NOT NULL,
  object_id text NOT NULL,
  body text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT flattr_now(),
  applied_at timestamptz
);
GRANT SELECT, INSERT ON webhook_events TO flattr_app;
GRANT UPDATE (applied_at, body) ON webhook_events TO flattr_app;
