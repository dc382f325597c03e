-- What somebody's player says that they played in the month that the clock is in, by what of it can be flattred; nothing of it is
-- a flattr. It is forgotten when the month is over, and when its user leaves.
CREATE TABLE listens (
  user_id uuid NOT NULL REFERENCES users (id),
  month month_name NOT NULL,
  -- The canonical address of the thing, or of what would become one.
  url text NOT NULL CHECK (length(url) <= 2048),
  -- What the player calls it.
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
  -- Of each play 16 bits of a hash of its second: enough to count one that is told twice once, too few to say when it was. Some
  -- forty seconds of a month have the same.
  plays smallint[] NOT NULL CHECK (cardinality(plays) BETWEEN 1 AND 1000),
  dismissed boolean NOT NULL DEFAULT false,
  PRIMARY KEY (user_id, month, url)
);
CREATE INDEX listens_month_idx ON listens (month);
CREATE TRIGGER listens_who_left BEFORE INSERT ON listens FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
GRANT SELECT, INSERT, UPDATE, DELETE ON listens TO flattr_app;
