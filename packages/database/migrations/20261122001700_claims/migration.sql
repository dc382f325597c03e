-- Somebody who says that a site is theirs, and how far they have proven it. `docs/rules/claims.md` has the rules.
CREATE TABLE claims (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  -- The canonical URL of an origin or of a path prefix; it ends in a slash.
  site text NOT NULL CHECK (site LIKE '%/' AND length(site) <= 2048),
  -- All claims that may be rivals have the same.
  host text NOT NULL,
  nonce text NOT NULL CHECK (nonce ~ '^[0-9a-f]{32}$'),
  state text NOT NULL DEFAULT 'OPEN'
    CHECK (state IN ('OPEN', 'WAITING', 'FROZEN', 'STANDING', 'SUSPENDED', 'WITHDRAWN')),
  started_at timestamptz NOT NULL DEFAULT flattr_now(),
  -- Since when the proof is there, unbroken; null while there is none.
  proven_at timestamptz,
  -- Since when it is there without a rival.
  waiting_since timestamptz,
  stood_at timestamptz,
  withdrawn_at timestamptz,
  checked_at timestamptz,
  -- When the proof was last seen, and since when it is not.
  seen_at timestamptz,
  missing_since timestamptz,
  -- What was found in each of the five places.
  findings jsonb NOT NULL DEFAULT '[]',
  next_check_at timestamptz,
  CHECK ((state = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)),
  CHECK (state NOT IN ('WAITING', 'FROZEN', 'STANDING') OR (proven_at IS NOT NULL AND seen_at IS NOT NULL)),
  CHECK (state <> 'WAITING' OR waiting_since IS NOT NULL),
  CHECK (state NOT IN ('STANDING', 'SUSPENDED') OR stood_at IS NOT NULL)
);
CREATE UNIQUE INDEX claims_one_per_user ON claims (user_id, site) WHERE state <> 'WITHDRAWN';
CREATE INDEX claims_user_id_idx ON claims (user_id, id DESC);
CREATE INDEX claims_host_idx ON claims (host) WHERE state <> 'WITHDRAWN';
CREATE INDEX claims_due_idx ON claims (next_check_at) WHERE next_check_at IS NOT NULL;
GRANT SELECT, INSERT ON claims TO flattr_app;
GRANT UPDATE (state, proven_at, waiting_since, stood_at, withdrawn_at, checked_at, seen_at, missing_since, findings,
  next_check_at) ON claims TO flattr_app;

-- A claim that stood: the site is its user's until it ends. What is registered under it is theirs, whoever registers it.
CREATE TABLE sites (
  id uuid PRIMARY KEY,
  url text NOT NULL CHECK (url LIKE '%/' AND length(url) <= 2048),
  origin text NOT NULL GENERATED ALWAYS AS (substring(url FROM '^https?://[^/]+/')) STORED,
  owner_id uuid NOT NULL REFERENCES users (id),
  claim_id uuid NOT NULL UNIQUE REFERENCES claims (id),
  since timestamptz NOT NULL DEFAULT flattr_now(),
  ended_at timestamptz
);
CREATE UNIQUE INDEX sites_one_owner ON sites (url) WHERE ended_at IS NULL;
CREATE INDEX sites_origin_idx ON sites (origin) WHERE ended_at IS NULL;
CREATE INDEX sites_owner_id_idx ON sites (owner_id, id DESC);
GRANT SELECT, INSERT ON sites TO flattr_app;
GRANT UPDATE (ended_at) ON sites TO flattr_app;

-- Who owns the site of a URL: the longest of the sites that it lies in. While a rival's proof freezes a site it stays its
-- owner's; one whose proof is gone owns nothing new.
CREATE FUNCTION site_owner(of_url text) RETURNS uuid
LANGUAGE sql STABLE
AS $$
  SELECT s.owner_id FROM sites s JOIN claims c ON c.id = s.claim_id
  WHERE s.origin = substring(of_url FROM '^https?://[^/]+/') AND starts_with(of_url, s.url)
    AND s.ended_at IS NULL AND c.state IN ('STANDING', 'FROZEN')
  ORDER BY length(s.url) DESC LIMIT 1
$$;

CREATE INDEX things_without_creator_idx ON things (url text_pattern_ops) WHERE creator_id IS NULL;
