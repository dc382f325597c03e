-- The ledger's guards look at a statement's lines as one set: a settlement's transaction has thousands of them, and no check
-- may grow with an account's history (docs/rules/ledger.md).
ALTER TABLE ledger_entries
  DROP CONSTRAINT ledger_entries_transaction_id_fkey,
  DROP CONSTRAINT ledger_entries_account_id_currency_fkey;
ALTER TABLE ledger_accounts DROP CONSTRAINT ledger_accounts_id_currency_key;

-- Ids and moments are the database's: nobody takes a place in the order that is not theirs.
REVOKE INSERT ON ledger_accounts, ledger_transactions FROM flattr_app;
GRANT INSERT (kind, owner_id, month, currency) ON ledger_accounts TO flattr_app;
GRANT INSERT (kind, reference) ON ledger_transactions TO flattr_app;

-- Up to here every transaction is committed or will never be. Whoever posts holds the shared lock (71, 0) from before the
-- transaction gets its id; under the exclusive one nobody is in between.
CREATE TABLE ledger_horizon (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  transaction_id bigint NOT NULL DEFAULT 0
);
INSERT INTO ledger_horizon DEFAULT VALUES;
GRANT SELECT ON ledger_horizon TO flattr_app;

CREATE FUNCTION share_ledger_order() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(71, 0);
  RETURN NULL;
END
$$;
CREATE TRIGGER ledger_transactions_in_order BEFORE INSERT ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION share_ledger_order();

-- Moves the horizon up to the last transaction, if nobody is posting for a moment; where it would wait longer it stays.
CREATE FUNCTION advance_ledger_horizon() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '200ms'
AS $$
BEGIN
  BEGIN
    PERFORM pg_advisory_xact_lock(71, 0);
    UPDATE ledger_horizon SET transaction_id = last.id
      FROM (SELECT max(id) AS id FROM ledger_transactions) AS last WHERE last.id > transaction_id;
  EXCEPTION WHEN lock_not_available THEN
    NULL;
  END;
  RETURN (SELECT transaction_id FROM ledger_horizon);
END
$$;
REVOKE ALL ON FUNCTION advance_ledger_horizon() FROM public;
GRANT EXECUTE ON FUNCTION advance_ledger_horizon() TO flattr_app;

-- What an account held after a transaction, so that nobody has to add up all that came before. Every balance is the same
-- without any.
CREATE TABLE ledger_checkpoints (
  account_id bigint NOT NULL,
  through_transaction_id bigint NOT NULL,
  balance_micros bigint NOT NULL,
  PRIMARY KEY (account_id, through_transaction_id)
);
GRANT SELECT, INSERT ON ledger_checkpoints TO flattr_app;
CREATE TRIGGER ledger_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- A checkpoint is the one before and the entries between, all of which are there for good.
CREATE FUNCTION check_ledger_checkpoint() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  through bigint := 0;
  held bigint := 0;
BEGIN
  SELECT through_transaction_id, balance_micros INTO through, held FROM ledger_checkpoints
    WHERE account_id = NEW.account_id AND through_transaction_id < NEW.through_transaction_id
    ORDER BY through_transaction_id DESC LIMIT 1;
  SELECT coalesce(held, 0) + coalesce(sum(amount_micros), 0) INTO held FROM ledger_entries
    WHERE account_id = NEW.account_id AND transaction_id > coalesce(through, 0)
      AND transaction_id <= NEW.through_transaction_id;
  IF NEW.balance_micros <> held
    OR NEW.through_transaction_id > (SELECT transaction_id FROM ledger_horizon) THEN
    RAISE EXCEPTION 'ledger account % held % micros after transaction %, if that is committed', NEW.account_id, held,
      NEW.through_transaction_id USING ERRCODE = 'FL009';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER ledger_checkpoints_true BEFORE INSERT ON ledger_checkpoints
  FOR EACH ROW EXECUTE FUNCTION check_ledger_checkpoint();

-- What is committed is hashed in batches into a chain, so that whoever changes it later, past every guard, leaves a trace.
CREATE TABLE ledger_seals (
  batch bigint PRIMARY KEY,
  first_transaction_id bigint NOT NULL,
  last_transaction_id bigint NOT NULL CHECK (last_transaction_id >= first_transaction_id),
  transactions integer NOT NULL,
  entries integer NOT NULL,
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  sealed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON ledger_seals TO flattr_app;
CREATE TRIGGER ledger_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

-- The chain has no gap and no branch, and ends before whatever may not be committed yet.
CREATE FUNCTION check_ledger_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  after_transaction bigint := CASE NEW.batch WHEN 1 THEN 0 END;
  after_hash bytea := CASE NEW.batch WHEN 1 THEN decode(repeat('00', 32), 'hex') END;
BEGIN
  IF NEW.batch > 1 THEN
    SELECT last_transaction_id, hash INTO after_transaction, after_hash FROM ledger_seals WHERE batch = NEW.batch - 1;
  END IF;
  IF NEW.first_transaction_id IS DISTINCT FROM after_transaction + 1 OR NEW.previous_hash IS DISTINCT FROM after_hash
    OR NEW.last_transaction_id > (SELECT transaction_id FROM ledger_horizon) OR NEW.sealed_at > flattr_now() THEN
    RAISE EXCEPTION 'the seal % does not continue the ledger''s chain', NEW.batch USING ERRCODE = 'FL009';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER ledger_seals_chained BEFORE INSERT ON ledger_seals
  FOR EACH ROW EXECUTE FUNCTION check_ledger_seal();

-- A seal writes a transaction as a line of words.
ALTER TABLE ledger_transactions ADD CHECK (kind !~ '\s'), ADD CHECK (reference !~ '\s');

-- The lines of a transaction arrive in one statement, numbered from 1, in the database transaction that made its header.
-- A wait for an account would show nothing new to an older snapshot, so only READ COMMITTED posts.
CREATE OR REPLACE FUNCTION check_ledger_entries() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  broken record;
  part record;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'the ledger is posted in READ COMMITTED' USING ERRCODE = 'FL008';
  END IF;

  SELECT transaction_id INTO broken
    FROM new_entries GROUP BY transaction_id HAVING min(line) <> 1 OR max(line) <> count(*) OR NOT EXISTS (
      SELECT FROM ledger_transactions t WHERE t.id = transaction_id AND t.xmin = pg_current_xact_id()::xid)
    LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % takes its entries in one statement, numbered from 1', broken.transaction_id
      USING ERRCODE = 'FL002';
  END IF;

  FOR part IN
    SELECT currency, transaction_id, sum(amount_micros) AS off, array_agg(account_id) FILTER (WHERE amount_micros < 0) AS debited,
      array_agg(account_id) FILTER (WHERE amount_micros > 0) AS credited
    FROM new_entries GROUP BY currency, transaction_id ORDER BY currency, transaction_id
  LOOP
    IF part.off <> 0 THEN
      RAISE EXCEPTION 'ledger transaction % is off by % micros in %', part.transaction_id, part.off, part.currency
        USING ERRCODE = 'FL001';
    END IF;
    PERFORM check_ledger_accounts(part.currency, part.transaction_id, part.debited, part.credited);
  END LOOP;
  RETURN NULL;
END
$$;

-- The accounts that a transaction touches in one currency: they are there, wallets gain and lose only after the last cut,
-- and nobody who loses falls below 0. A plan is kept for the session, so it must serve two accounts and thousands: by the
-- indexes, whatever the sizes are today.
CREATE FUNCTION check_ledger_accounts(in_currency char(3), posting bigint, debited bigint[], credited bigint[]) RETURNS void
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
    WHERE id = ANY (debited) AND currency = in_currency AND kind <> 'stripe' ORDER BY id FOR NO KEY UPDATE
  ) AS locked;
  SELECT array_agg(id), bool_or(kind = 'wallet') INTO others, wallets_gain FROM (
    SELECT id, kind FROM ledger_accounts WHERE id = ANY (credited) AND currency = in_currency
    UNION ALL
    SELECT id, kind FROM ledger_accounts WHERE name = 'stripe' AND currency = in_currency AND id = ANY (debited)
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
REVOKE ALL ON FUNCTION check_ledger_accounts(char, bigint, bigint[], bigint[]) FROM public;
