-- Who leaves: the row stays, since other people's receipts stand on its id, and holds nothing of the person.
ALTER TABLE users ADD COLUMN left_at timestamptz;
ALTER TABLE users
  DROP CONSTRAINT users_handle_check,
  ADD CONSTRAINT users_handle_check CHECK (left_at IS NOT NULL OR handle ~ '^[a-z0-9][a-z0-9-]{1,29}$'),
  ADD CONSTRAINT users_left_check CHECK (left_at IS NULL OR (handle = 'left:' || id AND email = 'left:' || id
    AND name = 'Somebody who left' AND image IS NULL AND NOT email_verified));

CREATE FUNCTION refuse_coming_back() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'the user % has left for good', OLD.id USING ERRCODE = 'FL011'; END $$;
CREATE TRIGGER users_left_for_good BEFORE UPDATE OR DELETE ON users
  FOR EACH ROW WHEN (OLD.left_at IS NOT NULL) EXECUTE FUNCTION refuse_coming_back();

-- Nothing new begins for somebody who left. Whoever leaves holds their row alone: what comes at the same moment waits here, and
-- then finds them gone.
CREATE FUNCTION refuse_who_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  acting uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  PERFORM FROM users WHERE id = acting AND left_at IS NULL FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the user % has left: % takes no row of theirs', acting, TG_TABLE_NAME USING ERRCODE = 'FL011';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER sessions_who_left BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER credentials_who_left BEFORE INSERT ON credentials FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER tokens_who_left BEFORE INSERT ON tokens FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER budgets_who_left BEFORE INSERT ON budgets FOR EACH ROW EXECUTE FUNCTION refuse_who_left('supporter_id');
CREATE TRIGGER claims_who_left BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER sites_who_left BEFORE INSERT ON sites FOR EACH ROW EXECUTE FUNCTION refuse_who_left('owner_id');
CREATE TRIGGER standing_flattrs_who_left BEFORE INSERT ON standing_flattrs
  FOR EACH ROW EXECUTE FUNCTION refuse_who_left('supporter_id');
CREATE TRIGGER split_parts_who_left BEFORE INSERT ON split_parts
  FOR EACH ROW EXECUTE FUNCTION refuse_who_left('beneficiary_id');

-- What is left to do for somebody who left. The address stays here, and nowhere else, until the last mail is sent.
CREATE TABLE leavings (
  user_id uuid PRIMARY KEY REFERENCES users (id),
  left_at timestamptz NOT NULL DEFAULT flattr_now(),
  address text,
  -- Nothing was left for them any more; what comes back later has no address.
  ended_at timestamptz,
  next_look_at timestamptz NOT NULL DEFAULT flattr_now()
);
CREATE INDEX leavings_due_idx ON leavings (next_look_at);
GRANT SELECT, INSERT ON leavings TO flattr_app;
GRANT UPDATE (address, ended_at, next_look_at) ON leavings TO flattr_app;

-- What somebody who left can show: SHA-256 of a code that was shown or mailed to them.
CREATE TABLE leaving_receipts (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  user_id uuid NOT NULL REFERENCES leavings (user_id)
);
GRANT SELECT, INSERT ON leaving_receipts TO flattr_app;

-- Whose a thing was before they left, from a month on (null: from the beginning) and until before another.
CREATE TABLE former_creators (
  thing_id uuid NOT NULL REFERENCES things (id),
  until_month month_name NOT NULL,
  from_month month_name,
  creator_id uuid NOT NULL REFERENCES users (id),
  PRIMARY KEY (thing_id, until_month)
);
GRANT SELECT ON former_creators TO flattr_app;

-- Who receives what a thing is given in a month, also where its creator of then has left since: a closed month reads the same
-- for ever.
CREATE FUNCTION receiver_of(month text, thing uuid, creator_id uuid, creator_from text) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN creator_id IS NOT NULL AND (creator_from IS NULL OR creator_from <= month) THEN creator_id
    ELSE coalesce((SELECT f.creator_id FROM former_creators f WHERE f.thing_id = thing AND f.until_month > month
      AND (f.from_month IS NULL OR f.from_month <= month)), '00000000-0000-0000-0000-000000000000') END
$$;

-- As before, and a thing whose creator has left loses them with the open month: what it was before is written down.
CREATE OR REPLACE FUNCTION refuse_creator_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  since text;
BEGIN
  IF OLD.creator_id IS NOT NULL THEN
    since := hold_open_month();
    IF since IS NULL OR NEW.creator_id IS NOT NULL OR NEW.creator_from IS NOT NULL
      OR NOT EXISTS (SELECT FROM users WHERE id = OLD.creator_id AND left_at IS NOT NULL) THEN
      RAISE EXCEPTION 'the thing % has its creator', OLD.id USING ERRCODE = 'FL005';
    END IF;
    INSERT INTO former_creators (thing_id, until_month, from_month, creator_id)
      SELECT OLD.id, since, OLD.creator_from, OLD.creator_id WHERE OLD.creator_from IS NULL OR OLD.creator_from < since;
    RETURN NEW;
  END IF;
  PERFORM share_month(NEW.creator_from);
  IF month_of(flattr_now()) IS DISTINCT FROM NEW.creator_from
    OR NOT EXISTS (SELECT FROM months WHERE month = NEW.creator_from AND state = 'OPEN') THEN
    RAISE EXCEPTION 'nobody becomes the creator of % for the month %', OLD.id, NEW.creator_from USING ERRCODE = 'FL005';
  END IF;
  RETURN NEW;
END
$$;

-- A split that dissolves the one before, since nobody of it is left: the creator receives all, whoever that is.
ALTER TABLE splits ADD COLUMN dissolves boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION split_in_force(thing uuid, of_month text) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN NOT dissolves THEN id END FROM splits WHERE thing_id = thing AND from_month <= of_month
  ORDER BY from_month DESC, in_force_at DESC, id DESC LIMIT 1
$$;

-- As before; one that dissolves has no parts.
CREATE OR REPLACE FUNCTION refuse_split_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the split % stays: another one takes its place', OLD.id USING ERRCODE = 'FL005';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.from_month IS NOT NULL OR NEW.ended_at IS NOT NULL THEN
      RAISE EXCEPTION 'the split % begins as a proposal', NEW.id USING ERRCODE = 'FL005';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.from_month IS NOT NULL OR OLD.ended_at IS NOT NULL
    OR (NEW.id, NEW.thing_id, NEW.proposed_by, NEW.proposed_at, NEW.dissolves)
      IS DISTINCT FROM (OLD.id, OLD.thing_id, OLD.proposed_by, OLD.proposed_at, OLD.dissolves) THEN
    RAISE EXCEPTION 'the split % no longer changes: another one takes its place', OLD.id USING ERRCODE = 'FL005';
  END IF;
  IF NEW.from_month IS NOT NULL THEN
    PERFORM share_month(NEW.from_month);
    NEW.in_force_at := flattr_now();
    IF month_of(NEW.in_force_at) <> NEW.from_month
      OR NOT EXISTS (SELECT FROM months WHERE month = NEW.from_month AND state = 'OPEN') THEN
      RAISE EXCEPTION 'no split comes into force for the month %', NEW.from_month USING ERRCODE = 'FL005';
    END IF;
    IF NOT coalesce((SELECT sum(basis_points) = 10000 AND bool_and(accepted_at IS NOT NULL AND NOT NEW.dissolves)
        FROM split_parts WHERE split_id = NEW.id), NEW.dissolves) THEN
      RAISE EXCEPTION 'the split % is not accepted by all', NEW.id USING ERRCODE = 'FL005';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

-- Money that came back to the wallet of somebody who left after its charge was spent goes to that charge's card beside it:
-- nothing is taken of what the charge brought.
ALTER TABLE refunds ADD COLUMN beside boolean NOT NULL DEFAULT false;

-- What is nobody's any more, a row per amount: kept three years for whoever shows the receipt, then the charity's.
CREATE TABLE orphans (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES leavings (user_id),
  currency char(3) NOT NULL,
  amount_micros bigint NOT NULL CHECK (amount_micros > 0),
  -- The earning that it was, or else money of the wallet.
  month text,
  available_on date,
  state text NOT NULL DEFAULT 'KEPT' CHECK (state IN ('KEPT', 'CLAIMED', 'GIVEN')),
  transaction_id bigint NOT NULL REFERENCES ledger_transactions (id),
  orphaned_at timestamptz NOT NULL DEFAULT flattr_now(),
  released_to uuid REFERENCES users (id),
  released_transaction_id bigint REFERENCES ledger_transactions (id),
  released_at timestamptz,
  CHECK ((month IS NULL) = (available_on IS NULL)),
  CHECK ((state = 'KEPT') = (released_to IS NULL) AND (state = 'KEPT') = (released_transaction_id IS NULL)
    AND (state = 'KEPT') = (released_at IS NULL))
);
CREATE INDEX orphans_kept_idx ON orphans (orphaned_at) WHERE state = 'KEPT';
CREATE INDEX orphans_user_id_idx ON orphans (user_id);
GRANT SELECT ON orphans TO flattr_app;
GRANT INSERT (id, user_id, currency, amount_micros, month, available_on, transaction_id) ON orphans TO flattr_app;
GRANT UPDATE (state, released_to, released_transaction_id, released_at) ON orphans TO flattr_app;

CREATE FUNCTION refuse_orphan_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'the orphan % has ended', OLD.id USING ERRCODE = 'FL006'; END $$;
CREATE TRIGGER orphans_end_once BEFORE UPDATE ON orphans
  FOR EACH ROW WHEN (OLD.state <> 'KEPT') EXECUTE FUNCTION refuse_orphan_again();

-- What of an earning is nobody's any more.
CREATE FUNCTION orphaned_of(creator uuid, in_currency char(3), of_month text, of_day date) RETURNS bigint
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(sum(amount_micros), 0)::bigint FROM orphans
  WHERE user_id = creator AND currency = in_currency AND month = of_month AND available_on = of_day
$$;

-- As before, and what an orphan's release brings is earned as what an escrow's does.
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
      AND p.taken_micros = r.amount_micros AND p.xmin = pg_current_xact_id()::xid)
    AND NOT EXISTS (SELECT FROM orphans o WHERE o.released_to = r.creator_id AND o.currency = r.currency
      AND o.xmin = pg_current_xact_id()::xid))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the month % takes no earnings, but what an escrow or an orphan releases', touched USING ERRCODE = 'FL005';
  END IF;
  RETURN NULL;
END
$$;

-- The owner of a site does not take part: since when. It counts while the claim owns the site.
ALTER TABLE claims ADD COLUMN refuses_since timestamptz;
GRANT UPDATE (refuses_since) ON claims TO flattr_app;
CREATE INDEX claims_refusing_idx ON claims (id) WHERE refuses_since IS NOT NULL;

-- Whether the owner of a URL's site refuses to take part; the longest of the sites that it lies in decides.
CREATE FUNCTION flattrs_refused(of_url text) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT c.refuses_since IS NOT NULL FROM sites s JOIN claims c ON c.id = s.claim_id
    WHERE s.origin = substring(of_url FROM '^https?://[^/]+/') AND starts_with(of_url, s.url)
      AND s.ended_at IS NULL AND c.state IN ('STANDING', 'FROZEN')
    ORDER BY length(s.url) DESC LIMIT 1), false)
$$;

-- Bodies of what the provider told that are not emptied yet.
CREATE INDEX webhook_events_told_idx ON webhook_events (received_at) WHERE body <> '';
