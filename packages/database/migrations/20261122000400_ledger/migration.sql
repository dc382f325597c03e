-- Double entry, append-only, balanced per transaction and currency (docs/rules/ledger.md).
CREATE TABLE ledger_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('wallet', 'earnings', 'month', 'fees', 'stripe', 'payouts')),
  -- A user's random id, which outlives the user.
  owner_id uuid,
  month text,
  currency char(3) NOT NULL,
  name text NOT NULL GENERATED ALWAYS AS (kind || coalesce(':' || owner_id, ':' || month, '')) STORED,
  CHECK ((owner_id IS NOT NULL) = (kind IN ('wallet', 'earnings'))),
  CHECK ((month IS NOT NULL) = (kind = 'month')),
  UNIQUE (id, currency)
);
CREATE UNIQUE INDEX ledger_accounts_name_key ON ledger_accounts (name, currency);
CREATE INDEX ledger_accounts_owner_id_idx ON ledger_accounts (owner_id, kind) WHERE owner_id IS NOT NULL;

CREATE TABLE ledger_transactions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  reference text NOT NULL,
  posted_at timestamptz NOT NULL DEFAULT flattr_now()
);
-- The natural key: the same effect posted again is refused, so a retry changes nothing.
CREATE UNIQUE INDEX ledger_transactions_reference_key ON ledger_transactions (reference);

CREATE TABLE ledger_entries (
  transaction_id bigint NOT NULL REFERENCES ledger_transactions (id),
  account_id bigint NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros <> 0),
  line integer NOT NULL CHECK (line > 0),
  currency char(3) NOT NULL,
  PRIMARY KEY (transaction_id, line),
  FOREIGN KEY (account_id, currency) REFERENCES ledger_accounts (id, currency)
);
CREATE INDEX ledger_entries_account_id_idx ON ledger_entries (account_id, transaction_id) INCLUDE (amount_micros);

-- The lines of a transaction arrive in one statement, numbered from 1, in the database transaction that made its header.
-- A guard looks names up in public first and in the caller's temporary tables last, so that nobody can slip it others.
CREATE FUNCTION check_ledger_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  broken record;
BEGIN
  SELECT transaction_id, currency, sum(amount_micros) AS off INTO broken
    FROM new_entries GROUP BY transaction_id, currency HAVING sum(amount_micros) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is off by % micros in %', broken.transaction_id, broken.off, broken.currency
      USING ERRCODE = 'FL001';
  END IF;

  SELECT transaction_id INTO broken
    FROM new_entries GROUP BY transaction_id HAVING min(line) <> 1 OR max(line) <> count(*) OR NOT EXISTS (
      SELECT FROM ledger_transactions t WHERE t.id = transaction_id AND t.xmin = pg_current_xact_id()::xid)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % takes its entries in one statement, numbered from 1', broken.transaction_id
      USING ERRCODE = 'FL002';
  END IF;

  PERFORM FROM ledger_accounts
    WHERE id IN (SELECT account_id FROM new_entries WHERE amount_micros < 0) AND kind <> 'stripe'
    ORDER BY id FOR NO KEY UPDATE;
  SELECT account.id, account.kind, account.currency, balance.micros INTO broken
    FROM ledger_accounts account
    CROSS JOIN LATERAL (SELECT sum(amount_micros) AS micros FROM ledger_entries WHERE account_id = account.id) balance
    WHERE account.id IN (SELECT account_id FROM new_entries WHERE amount_micros < 0)
      AND account.kind <> 'stripe' AND balance.micros < 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger account % (%) would hold % micros %', broken.id, broken.kind, broken.micros, broken.currency
      USING ERRCODE = 'FL003';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER ledger_entries_balanced AFTER INSERT ON ledger_entries
  REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION check_ledger_entries();

CREATE FUNCTION refuse_ledger_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: post a transaction that reverses instead of % on %', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'FL004';
END
$$;

CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_accounts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

GRANT SELECT, INSERT ON ledger_accounts, ledger_transactions, ledger_entries TO flattr_app;
