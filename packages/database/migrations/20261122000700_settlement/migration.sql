-- A run of supporters, by id, that one short transaction settles.
CREATE TABLE settlement_shards (
  month month_name NOT NULL REFERENCES months (month),
  shard integer NOT NULL,
  first_supporter_id uuid NOT NULL,
  last_supporter_id uuid NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (month, shard)
);
GRANT SELECT, INSERT ON settlement_shards TO flattr_app;
GRANT UPDATE (settled_at) ON settlement_shards TO flattr_app;

-- What became of one supporter's budget: wallet = distributed + fee + kept.
CREATE TABLE settled_supporters (
  month month_name NOT NULL,
  supporter_id uuid NOT NULL,
  currency char(3) NOT NULL,
  budget_micros bigint NOT NULL CHECK (budget_micros >= 0),
  wallet_micros bigint NOT NULL CHECK (wallet_micros >= 0),
  spent_micros bigint NOT NULL CHECK (spent_micros >= 0),
  fee_micros bigint NOT NULL CHECK (fee_micros >= 0),
  flattrs integer NOT NULL CHECK (flattrs >= 0),
  weights integer NOT NULL CHECK (weights >= flattrs),
  available_on date,
  PRIMARY KEY (month, supporter_id, currency),
  CHECK (spent_micros <= least(budget_micros, wallet_micros)),
  CHECK (fee_micros <= spent_micros),
  CHECK ((spent_micros > 0) = (available_on IS NOT NULL))
);
GRANT SELECT, INSERT ON settled_supporters TO flattr_app;

-- The charges that a supporter's month came from, oldest first.
CREATE TABLE settled_sources (
  month month_name NOT NULL,
  supporter_id uuid NOT NULL,
  charge_id uuid NOT NULL REFERENCES charges (id),
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  PRIMARY KEY (month, supporter_id, charge_id)
);
CREATE INDEX settled_sources_charge_id_idx ON settled_sources (charge_id);
GRANT SELECT, INSERT ON settled_sources TO flattr_app;

-- The sums of one shard, until the month's last shard is in.
CREATE TABLE shard_sums (
  month month_name NOT NULL,
  shard integer NOT NULL,
  thing_id uuid NOT NULL,
  creator_id uuid NOT NULL,
  currency char(3) NOT NULL,
  available_on date NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros >= 0),
  flattrs integer NOT NULL CHECK (flattrs > 0),
  PRIMARY KEY (month, shard, thing_id, creator_id, currency, available_on)
);
GRANT SELECT, INSERT, DELETE ON shard_sums TO flattr_app;

-- What a thing brought a creator in a month.
CREATE TABLE thing_sums (
  month month_name NOT NULL,
  thing_id uuid NOT NULL,
  creator_id uuid NOT NULL,
  currency char(3) NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros >= 0),
  flattrs integer NOT NULL CHECK (flattrs > 0),
  PRIMARY KEY (month, thing_id, creator_id, currency)
);
CREATE INDEX thing_sums_creator_id_idx ON thing_sums (creator_id, month);
GRANT SELECT, INSERT ON thing_sums TO flattr_app;

-- What a creator earned in a month, by the day from which it can be paid out.
CREATE TABLE earnings (
  month month_name NOT NULL,
  creator_id uuid NOT NULL,
  currency char(3) NOT NULL,
  available_on date NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  PRIMARY KEY (month, creator_id, currency, available_on)
);
CREATE INDEX earnings_creator_id_idx ON earnings (creator_id, currency, available_on);
GRANT SELECT, INSERT ON earnings TO flattr_app;

-- The totals of a settled month, published once (algorithm 1).
CREATE TABLE statements (
  month month_name NOT NULL REFERENCES months (month),
  currency char(3) NOT NULL,
  wallets_micros bigint NOT NULL,
  fees_micros bigint NOT NULL,
  distributed_micros bigint NOT NULL,
  kept_micros bigint NOT NULL,
  supporters integer NOT NULL,
  creators integer NOT NULL,
  things integer NOT NULL,
  flattrs integer NOT NULL,
  PRIMARY KEY (month, currency),
  CHECK (wallets_micros = fees_micros + distributed_micros + kept_micros)
);
GRANT SELECT, INSERT ON statements TO flattr_app;

-- What a settlement writes is written while its month is CUT, the totals while it is SETTLED, and nothing later.
CREATE FUNCTION refuse_outside_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  touched text;
BEGIN
  SELECT m.month INTO touched FROM months m
    WHERE m.month IN (SELECT month FROM new_rows) AND m.state <> TG_ARGV[0] LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the month % is not %: % takes no rows', touched, TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'FL005';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER settlement_shards_closed AFTER INSERT ON settlement_shards
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER settlement_shards_still AFTER UPDATE ON settlement_shards
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER settled_supporters_closed AFTER INSERT ON settled_supporters
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER settled_sources_closed AFTER INSERT ON settled_sources
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER shard_sums_closed AFTER INSERT ON shard_sums
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER thing_sums_closed AFTER INSERT ON thing_sums
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER earnings_closed AFTER INSERT ON earnings
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('CUT');
CREATE TRIGGER statements_closed AFTER INSERT ON statements
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_state('SETTLED');
