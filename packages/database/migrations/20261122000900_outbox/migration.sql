-- Work that a transaction decided: written with it, done by a job, rung for again by the sweeper until it is done.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  done_at timestamptz
);
CREATE INDEX outbox_undone_idx ON outbox (created_at) WHERE done_at IS NULL;
GRANT SELECT, INSERT ON outbox TO flattr_app;
GRANT UPDATE (done_at) ON outbox TO flattr_app;
