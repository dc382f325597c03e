-- Where somebody wants to hear what happens to what is theirs. The secrets are sealed: nothing in the database signs.
CREATE TABLE webhook_endpoints (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  url text NOT NULL CHECK (length(url) <= 2048),
  events text[] NOT NULL CHECK (cardinality(events) >= 1),
  secret bytea NOT NULL,
  -- The one before signs as well, until then.
  previous_secret bytea,
  previous_until timestamptz,
  enabled boolean NOT NULL DEFAULT true,
  -- Why it was disabled, if its owner did not do it: it answered 410, or nothing but failures for days.
  disabled_reason text CHECK (disabled_reason IN ('GONE', 'FAILING')),
  disabled_at timestamptz,
  -- The first failure since the last success.
  failing_since timestamptz,
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  -- Until when a worker has it for itself; of the machine's clock.
  busy_until timestamptz,
  CHECK (enabled = (disabled_at IS NULL)),
  CHECK (disabled_reason IS NULL OR NOT enabled),
  CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);
CREATE INDEX webhook_endpoints_user_id_idx ON webhook_endpoints (user_id, id DESC);
CREATE INDEX webhook_endpoints_enabled_idx ON webhook_endpoints (user_id) WHERE enabled;
CREATE TRIGGER webhook_endpoints_who_left BEFORE INSERT ON webhook_endpoints
  FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
GRANT SELECT, INSERT, DELETE ON webhook_endpoints TO flattr_app;
GRANT UPDATE (url, events, secret, previous_secret, previous_until, enabled, disabled_reason, disabled_at, failing_since,
  busy_until) ON webhook_endpoints TO flattr_app;

-- One message to one endpoint, under the id that it is sent with however often; when it is due, the row says.
CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
  type text NOT NULL,
  -- What happened: the same is told an endpoint once.
  event_key text NOT NULL,
  -- What is signed, byte for byte. A thing's count in a month is counted and written down when it is first sent.
  body text,
  thing_id uuid,
  month text,
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'SUCCEEDED', 'FAILED')),
  -- Calls so far, and those that failed since it was decided that it is sent.
  attempts integer NOT NULL DEFAULT 0,
  failures integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  UNIQUE (endpoint_id, event_key),
  CHECK ((state = 'PENDING') = (next_attempt_at IS NOT NULL)),
  CHECK ((state = 'PENDING') = (ended_at IS NULL)),
  CHECK ((thing_id IS NULL) = (month IS NULL)),
  CHECK (body IS NOT NULL OR thing_id IS NOT NULL AND attempts = 0)
);
CREATE INDEX webhook_deliveries_endpoint_id_idx ON webhook_deliveries (endpoint_id, id DESC);
CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX webhook_deliveries_due_of_idx ON webhook_deliveries (endpoint_id, next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX webhook_deliveries_counts_idx ON webhook_deliveries (thing_id, month, endpoint_id) WHERE state = 'PENDING';
CREATE INDEX webhook_deliveries_ended_idx ON webhook_deliveries (ended_at) WHERE state <> 'PENDING';
GRANT SELECT, INSERT, DELETE ON webhook_deliveries TO flattr_app;
GRANT UPDATE (body, state, attempts, failures, next_attempt_at, ended_at) ON webhook_deliveries TO flattr_app;

-- One call: what came of it.
CREATE TABLE webhook_attempts (
  delivery_id uuid NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
  attempt integer NOT NULL CHECK (attempt >= 1),
  attempted_at timestamptz NOT NULL DEFAULT flattr_now(),
  duration_ms integer NOT NULL CHECK (duration_ms >= 0),
  -- What it answered, or why there was no answer.
  status integer,
  trouble text,
  response text CHECK (length(response) <= 2048),
  PRIMARY KEY (delivery_id, attempt),
  CHECK ((status IS NULL) <> (trouble IS NULL))
);
GRANT SELECT, INSERT, DELETE ON webhook_attempts TO flattr_app;

-- Flattrs of things whose creator wants to hear of them: a row each, added alone, so that a crowd that flattrs one thing at once
-- waits for nobody. A worker gathers them and takes them away.
CREATE TABLE flattr_news (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  thing_id uuid NOT NULL,
  month text NOT NULL
);
GRANT SELECT, INSERT, DELETE ON flattr_news TO flattr_app;
-- Whoever takes rows away holds them first, which PostgreSQL gives to those alone who may update.
GRANT UPDATE (month) ON flattr_news TO flattr_app;
CREATE INDEX webhook_endpoints_of_flattrs_idx ON webhook_endpoints (user_id) WHERE enabled AND 'thing.flattred' = ANY (events);

-- On the way of every flattr: with the caller's rights and search path, which cost nothing, and over where nobody listens.
CREATE FUNCTION note_flattr_news() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (SELECT FROM public.webhook_endpoints WHERE enabled AND 'thing.flattred' = ANY (events)) THEN
    INSERT INTO public.flattr_news (thing_id, month)
      SELECT n.thing_id, n.month FROM new_rows n
      WHERE EXISTS (SELECT FROM public.things t JOIN public.webhook_endpoints e ON e.user_id = t.creator_id
        WHERE t.id = n.thing_id AND e.enabled AND 'thing.flattred' = ANY (e.events));
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER flattrs_news AFTER INSERT ON flattrs REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_flattr_news();
