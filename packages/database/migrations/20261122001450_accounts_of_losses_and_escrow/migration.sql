-- What the operator bears (`costs`, `losses`) and keeps back (`reserve`), what waits for the creator of a thing (`escrow`), and
-- what is nobody's any more (`orphaned`).
ALTER TABLE ledger_accounts ADD COLUMN thing_id uuid;
ALTER TABLE ledger_accounts
  DROP CONSTRAINT ledger_accounts_kind_check,
  DROP CONSTRAINT ledger_accounts_check,
  DROP CONSTRAINT ledger_accounts_check1,
  ADD CONSTRAINT ledger_accounts_kind_check CHECK (kind IN ('wallet', 'earnings', 'escrow', 'month', 'fees', 'reserve', 'stripe',
    'payouts', 'costs', 'losses', 'orphaned')),
  ADD CONSTRAINT ledger_accounts_owner_check CHECK ((owner_id IS NOT NULL) = (kind IN ('wallet', 'earnings'))),
  ADD CONSTRAINT ledger_accounts_thing_check CHECK ((thing_id IS NOT NULL) = (kind = 'escrow')),
  ADD CONSTRAINT ledger_accounts_month_check CHECK ((month IS NOT NULL) = (kind IN ('month', 'escrow')));

-- An escrow is named by its thing and its month.
DROP INDEX ledger_accounts_name_key;
ALTER TABLE ledger_accounts DROP COLUMN name;
ALTER TABLE ledger_accounts ADD COLUMN name text NOT NULL GENERATED ALWAYS AS (
  kind || coalesce(':' || owner_id, '') || coalesce(':' || thing_id, '') || coalesce(':' || month, '')) STORED;
CREATE UNIQUE INDEX ledger_accounts_name_key ON ledger_accounts (name, currency);
CREATE INDEX ledger_accounts_thing_id_idx ON ledger_accounts (thing_id) WHERE thing_id IS NOT NULL;
GRANT INSERT (thing_id) ON ledger_accounts TO flattr_app;

-- As before, but `costs` and `losses` may be below 0 as `stripe` may.
CREATE OR REPLACE FUNCTION check_ledger_accounts(in_currency char(3), posting bigint, debited bigint[], credited bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE
  broken record;
  losing bigint[];
  others bigint[];
  summed bigint[];
  touched bigint[] := debited || credited;
  wallets_lose boolean;
  wallets_gain boolean;
BEGIN
  SELECT array_agg(id), bool_or(kind = 'wallet') INTO losing, wallets_lose FROM (
    SELECT id, kind FROM ledger_accounts
    WHERE id = ANY (debited) AND currency = in_currency AND kind NOT IN ('stripe', 'costs', 'losses') ORDER BY id FOR NO KEY UPDATE
  ) AS locked;
  SELECT array_agg(id), bool_or(kind = 'wallet') INTO others, wallets_gain FROM (
    SELECT id, kind FROM ledger_accounts WHERE id = ANY (credited) AND currency = in_currency
    UNION ALL
    SELECT id, kind FROM ledger_accounts WHERE name IN ('stripe', 'costs', 'losses') AND currency = in_currency AND id = ANY (debited)
  ) AS unlocked;
  IF cardinality(losing || others) IS DISTINCT FROM cardinality(touched)
    AND EXISTS (SELECT unnest(touched) EXCEPT SELECT unnest(losing || others)) THEN
    RAISE EXCEPTION 'ledger transaction % names an account that is not there in %', posting, in_currency
      USING ERRCODE = 'FL007';
  END IF;

  IF wallets_lose OR wallets_gain THEN
    PERFORM hold_uncut_months();
    SELECT month INTO broken FROM months WHERE ledger_position >= posting LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'the month % is cut: ledger transaction % comes too late for its wallets', broken.month, posting
        USING ERRCODE = 'FL005';
    END IF;
  END IF;

  SELECT array_agg(DISTINCT account_id) INTO summed FROM ledger_checkpoints WHERE account_id = ANY (losing);
  IF summed IS NOT NULL THEN
    losing := ARRAY(SELECT unnest(losing) EXCEPT SELECT unnest(summed));
  END IF;
  SELECT balance.id, balance.micros INTO broken FROM (
    SELECT account_id AS id, sum(amount_micros) AS micros FROM ledger_entries WHERE account_id = ANY (losing)
      GROUP BY account_id
    UNION ALL
    SELECT one.id, checkpoint.balance_micros + later.micros FROM unnest(summed) AS one (id)
      CROSS JOIN LATERAL (SELECT through_transaction_id, balance_micros FROM ledger_checkpoints
        WHERE account_id = one.id ORDER BY through_transaction_id DESC LIMIT 1) AS checkpoint
      CROSS JOIN LATERAL (SELECT sum(amount_micros) AS micros FROM ledger_entries
        WHERE account_id = one.id AND transaction_id > checkpoint.through_transaction_id) AS later
  ) AS balance WHERE balance.micros < 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger account % would hold % micros % after transaction %', broken.id, broken.micros, in_currency, posting
      USING ERRCODE = 'FL003';
  END IF;
END
$$;
