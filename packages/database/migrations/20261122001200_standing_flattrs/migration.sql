-- A flattr that repeats each month. One row per supporter and thing, whatever became of it: starting it again writes it anew.
CREATE TABLE standing_flattrs (
  supporter_id uuid NOT NULL REFERENCES users (id),
  thing_id uuid NOT NULL REFERENCES things (id),
  weight smallint NOT NULL CHECK (weight BETWEEN 1 AND 10),
  first_month month_name NOT NULL,
  -- Null until stopped.
  last_month month_name CHECK (last_month >= first_month),
  started_at timestamptz NOT NULL DEFAULT flattr_now(),
  stopped_at timestamptz,
  -- The last month that it is done with: it was flattred, skipped, or undone by its owner.
  fired_month month_name NOT NULL CHECK (fired_month >= first_month),
  PRIMARY KEY (supporter_id, thing_id)
);
GRANT SELECT, INSERT ON standing_flattrs TO flattr_app;
GRANT UPDATE (weight, first_month, last_month, started_at, stopped_at, fired_month) ON standing_flattrs TO flattr_app;

-- No month is fired for twice, whoever asks: the month that a standing flattr is done with only moves forward.
CREATE FUNCTION refuse_firing_again() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'a standing flattr is done with % and does not go back to %', OLD.fired_month, NEW.fired_month
    USING ERRCODE = 'FL005';
END
$$;
CREATE TRIGGER standing_flattrs_fire_once BEFORE UPDATE ON standing_flattrs
  FOR EACH ROW WHEN (NEW.fired_month < OLD.fired_month) EXECUTE FUNCTION refuse_firing_again();

-- The months whose firing was recorded in the outbox, written with that record.
CREATE TABLE standing_flattr_firings (
  month month_name PRIMARY KEY REFERENCES months (month),
  recorded_at timestamptz NOT NULL DEFAULT flattr_now()
);
GRANT SELECT, INSERT ON standing_flattr_firings TO flattr_app;
