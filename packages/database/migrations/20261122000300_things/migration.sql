-- What can be flattred: one canonical URL (docs/rules/canonical-url.md).
CREATE TABLE things (
  id uuid PRIMARY KEY,
  url text NOT NULL CHECK (length(url) <= 2048),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  kind text NOT NULL CHECK (kind IN ('ARTICLE', 'AUDIO', 'VIDEO', 'IMAGE', 'SOFTWARE', 'PERSON', 'OTHER')),
  language text CHECK (length(language) <= 35),
  tags text[] NOT NULL DEFAULT '{}',
  creator_id uuid NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT flattr_now()
);
CREATE UNIQUE INDEX things_url_key ON things (url);
CREATE INDEX things_creator_id_idx ON things (creator_id, id);
CREATE INDEX things_kind_idx ON things (kind, id);

GRANT SELECT, INSERT, UPDATE ON things TO flattr_app;
