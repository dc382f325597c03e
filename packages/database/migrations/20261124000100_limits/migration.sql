-- What each asker has spent of an hour's points, where there is no Redis to count them; written by rate-limiter-flexible.
-- Apart from the facts: it is worth an hour, it is not logged, and no dump or self-check looks at it.
CREATE SCHEMA limits;

CREATE UNLOGGED TABLE limits.points (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
) WITH (fillfactor = 50);

COMMENT ON COLUMN limits.points.expire IS 'when the hour is over, in milliseconds since 1970 by the clock of the process that began it';

GRANT USAGE ON SCHEMA limits TO flattr_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON limits.points TO flattr_app;
