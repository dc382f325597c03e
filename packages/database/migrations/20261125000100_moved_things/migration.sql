-- A thing that moved is found at the addresses that it had, for ever. `docs/rules/moving.md` has the rules.
CREATE TABLE thing_aliases (
  url text PRIMARY KEY CHECK (length(url) <= 2048),
  thing_id uuid NOT NULL REFERENCES things (id),
  moved_at timestamptz NOT NULL DEFAULT flattr_now()
);
CREATE INDEX thing_aliases_thing_id_idx ON thing_aliases (thing_id);
GRANT SELECT, INSERT, DELETE ON thing_aliases TO flattr_app;

-- Where the address of a thing that nobody has claimed was seen to redirect to, and since when.
CREATE TABLE thing_redirects (
  thing_id uuid NOT NULL REFERENCES things (id),
  url text NOT NULL CHECK (length(url) <= 2048),
  seen_at timestamptz NOT NULL DEFAULT flattr_now(),
  PRIMARY KEY (thing_id, url)
);
GRANT SELECT, INSERT, DELETE ON thing_redirects TO flattr_app;

-- An address names one thing: nothing new comes to stand where a thing has just moved away. Who tried finds it by trying again.
CREATE FUNCTION refuse_moved_address() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows n JOIN thing_aliases a ON a.url = n.url) THEN
    RAISE EXCEPTION 'a thing has moved away from here' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER things_moved_address AFTER INSERT ON things
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_moved_address();

-- The site that a URL lies in: the longest, of those whose claims stand or are frozen.
CREATE FUNCTION site_at(of_url text) RETURNS sites
LANGUAGE sql STABLE
AS $$
  SELECT s FROM sites s JOIN claims c ON c.id = s.claim_id
  WHERE s.origin = substring(of_url FROM '^https?://[^/]+/') AND starts_with(of_url, s.url)
    AND s.ended_at IS NULL AND c.state IN ('STANDING', 'FROZEN')
  ORDER BY length(s.url) DESC LIMIT 1
$$;

-- Whether anything was given to a thing, or waits for it.
CREATE FUNCTION was_given(of_thing uuid) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM thing_counts WHERE thing_id = of_thing AND flattrs > 0)
    OR EXISTS (SELECT FROM flattr_deltas WHERE thing_id = of_thing)
    OR EXISTS (SELECT FROM escrows WHERE thing_id = of_thing AND state = 'WAITING')
$$;

-- Moves a thing, or says why not: `there` where it is there already, `look` where its address has to be looked at first, else
-- the code of a refusal. `looked` is the address that was looked at, and `redirects` what was seen there.
CREATE FUNCTION move_thing(mover uuid, by_id uuid, by_url text, to_url text, looked text, redirects boolean,
  OUT outcome text, OUT thing_id uuid, OUT from_url text, OUT adopting_site uuid)
LANGUAGE plpgsql VOLATILE
AS $$
#variable_conflict use_column
DECLARE
  thing things;
  old_site sites;
  new_site sites := site_at(to_url);
BEGIN
  SELECT * INTO thing FROM things WHERE id = coalesce(by_id, (SELECT id FROM things WHERE url = by_url),
    (SELECT a.thing_id FROM thing_aliases a WHERE a.url = by_url)) FOR UPDATE;
  IF NOT FOUND THEN outcome := 'thing-unknown'; RETURN; END IF;
  thing_id := thing.id;
  from_url := thing.url;
  old_site := site_at(from_url);
  IF from_url = to_url THEN outcome := 'there'; RETURN; END IF;
  IF coalesce(thing.creator_id, old_site.owner_id, mover) <> mover THEN outcome := 'not-yours-to-move'; RETURN; END IF;
  IF EXISTS (SELECT FROM things WHERE url = to_url)
    OR EXISTS (SELECT FROM thing_aliases a WHERE a.url = to_url AND a.thing_id <> thing.id) THEN
    outcome := 'url-taken'; RETURN;
  END IF;
  IF new_site.owner_id <> mover OR thing.creator_id IS NOT NULL AND new_site.owner_id IS NULL THEN
    outcome := 'not-your-site'; RETURN;
  END IF;
  IF thing.creator_id IS NULL AND (old_site.id = new_site.id) IS NOT TRUE THEN
    outcome := redirect_stands(mover, thing.id, from_url, to_url, looked, redirects);
    IF outcome IS NOT NULL THEN RETURN; END IF;
  END IF;
  BEGIN
    DELETE FROM thing_aliases a WHERE a.url = to_url AND a.thing_id = thing.id;
    UPDATE things SET url = to_url WHERE id = thing.id;
    INSERT INTO thing_aliases (url, thing_id) VALUES (from_url, thing.id);
  EXCEPTION WHEN unique_violation THEN
    outcome := 'url-taken'; RETURN;
  END;
  IF EXISTS (SELECT FROM thing_aliases a WHERE a.url = to_url) THEN
    RAISE EXCEPTION 'a thing has moved away from %', to_url USING ERRCODE = 'serialization_failure';
  END IF;
  DELETE FROM thing_redirects r WHERE r.thing_id = thing.id;
  outcome := 'moved';
  IF thing.creator_id IS NULL THEN adopting_site := new_site.id; END IF;
END
$$;

-- Why what was seen at a thing's address does not move it, if it does not. What was given to it moves only where the redirect
-- was seen 14 days ago as well: nobody takes it along who holds the address for an hour.
CREATE FUNCTION redirect_stands(mover uuid, of_thing uuid, from_url text, to_url text, looked text, redirects boolean) RETURNS text
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  IF EXISTS (SELECT FROM claims c WHERE c.host = substring(from_url FROM '^https?://([^/]*?)(:[0-9]+)?/')
    AND c.state IN ('WAITING', 'FROZEN') AND c.user_id <> mover AND starts_with(from_url, c.site)) THEN
    RETURN 'claim-under-way';
  END IF;
  IF looked IS DISTINCT FROM from_url THEN RETURN 'look'; END IF;
  IF NOT redirects THEN
    DELETE FROM thing_redirects r WHERE r.thing_id = of_thing AND r.url = to_url;
    RETURN 'redirect-missing';
  END IF;
  IF NOT was_given(of_thing) THEN RETURN NULL; END IF;
  INSERT INTO thing_redirects (thing_id, url) VALUES (of_thing, to_url) ON CONFLICT DO NOTHING;
  IF EXISTS (SELECT FROM thing_redirects r WHERE r.thing_id = of_thing AND r.url = to_url
    AND r.seen_at <= flattr_now() - interval '14 days') THEN
    RETURN NULL;
  END IF;
  RETURN 'redirect-too-new';
END
$$;
GRANT EXECUTE ON FUNCTION site_at(text), was_given(uuid), move_thing(uuid, uuid, text, text, text, boolean),
  redirect_stands(uuid, uuid, text, text, text, boolean) TO flattr_app;

-- Flattrs a thing at an address that it had as at the one that it has.
CREATE OR REPLACE FUNCTION give_flattr_now(giver uuid, by_id uuid, by_url text, weighing smallint, wanted text)
RETURNS TABLE (month text, thing_id uuid, own boolean, refused boolean, inserted boolean)
LANGUAGE plpgsql VOLATILE ROWS 1
AS $$
#variable_conflict use_column
DECLARE
  held text := hold_open_month();
  found uuid := coalesce((SELECT id FROM things WHERE id = by_id OR url = by_url),
    (SELECT a.thing_id FROM thing_aliases a WHERE a.url = by_url));
BEGIN
  IF held IS NULL THEN
    RETURN;
  END IF;
  IF found IS NULL OR held <> wanted THEN
    RETURN QUERY SELECT held, found, false, false, false;
    RETURN;
  END IF;
  RETURN QUERY SELECT held, found, g.own, g.refused, g.inserted FROM give_flattr(giver, found, weighing, held) g;
END
$$;
