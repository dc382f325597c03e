-- What a client asked under a key of its own, and what it was answered. The times are the machine's: a key is about a
-- connection that broke, and not about business.
CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  -- SHA-256 of the mutation's name and its input.
  input_hash bytea NOT NULL CHECK (length(input_hash) = 32),
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Absent while it is under way.
  answer bytea,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_begun_at_idx ON idempotency_keys (begun_at);
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO flattr_app;
GRANT UPDATE (begun_at, answer) ON idempotency_keys TO flattr_app;
