-- The application's role: what it may do is granted table by table, and the ledger grants it no UPDATE and no DELETE.
-- It cannot log in; the operator makes a login that is a member of it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'flattr_app') THEN
    CREATE ROLE flattr_app NOLOGIN;
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO flattr_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- All business time is flattr_now(): the wall clock and one offset that only the migrations' role may write.
CREATE TABLE clock (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  offset_by interval NOT NULL DEFAULT '0'
);
INSERT INTO clock DEFAULT VALUES;
GRANT SELECT ON clock TO flattr_app;

CREATE FUNCTION flattr_now() RETURNS timestamptz
LANGUAGE sql VOLATILE
AS $$ SELECT clock_timestamp() + (SELECT offset_by FROM clock) $$;

-- A month is named YYYY-MM, counted in UTC and half open: its end is the next month's start.
CREATE DOMAIN month_name AS text CHECK (VALUE ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

CREATE FUNCTION month_of(moment timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM') $$;

CREATE FUNCTION month_start(month text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
AS $$ SELECT make_timestamptz(left(month, 4)::int, right(month, 2)::int, 1, 0, 0, 0, 'UTC') $$;

CREATE FUNCTION month_end(month text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE
AS $$ SELECT (make_timestamp(left(month, 4)::int, right(month, 2)::int, 1, 0, 0, 0) + interval '1 month') AT TIME ZONE 'UTC' $$;

-- BullMQ on PostgreSQL makes a schema of its own for its queues.
DO $$
BEGIN
  EXECUTE format('GRANT CREATE ON DATABASE %I TO flattr_app', current_database());
END
$$;
