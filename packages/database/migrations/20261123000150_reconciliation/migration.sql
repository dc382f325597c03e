-- What each night's comparison of the provider with the ledger found (docs/operate/reconciling.md).
CREATE TABLE reconciliations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT flattr_now(),
  -- From when on objects were compared one by one; the balance is compared as a whole. Absent, all of them were.
  since timestamptz,
  compared integer NOT NULL CHECK (compared >= 0),
  in_flight integer NOT NULL CHECK (in_flight >= 0),
  -- A list of {kind, text}.
  differences jsonb NOT NULL CHECK (jsonb_typeof(differences) = 'array')
);
GRANT SELECT ON reconciliations TO flattr_app;
GRANT INSERT (began_at, since, compared, in_flight, differences) ON reconciliations TO flattr_app;
