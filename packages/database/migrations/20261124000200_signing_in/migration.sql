-- What a person sees of their sessions is business time; `created_at` and `updated_at` are the wall clock's, by which they end.
ALTER TABLE sessions
  ADD COLUMN begun_at timestamptz NOT NULL DEFAULT flattr_now(),
  ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT flattr_now();

-- A marker that only one of several at once may set has an id made of what it marks.
ALTER TABLE verifications ALTER COLUMN id TYPE text;

ALTER TABLE users ADD COLUMN two_factor_enabled boolean NOT NULL DEFAULT false;

-- The secret of somebody's authenticator app, encrypted; recovery codes by their SHA-256 alone. It counts once it is verified.
CREATE TABLE two_factors (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  secret text NOT NULL,
  recovery_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT false,
  failed_verification_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz
);
CREATE UNIQUE INDEX two_factors_user_id_key ON two_factors (user_id);

-- The codes of authenticator apps that were tried a moment ago: none is taken twice.
CREATE TABLE tried_codes (
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  tried_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (user_id, hash)
);

CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL,
  -- A whole number below 2^32.
  counter double precision NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz NOT NULL DEFAULT flattr_now()
);
CREATE UNIQUE INDEX passkeys_credential_id_key ON passkeys (credential_id);
CREATE INDEX passkeys_user_id_idx ON passkeys (user_id);

-- How often something was tried of late, as the rate limiter's library keeps it; addresses stand here hashed.
CREATE TABLE attempts (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX attempts_expire_idx ON attempts (expire);

-- What a person sees of it is business time, whatever the library writes.
CREATE FUNCTION date_passkey() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN NEW.created_at := flattr_now(); RETURN NEW; END $$;
CREATE TRIGGER passkeys_dated BEFORE INSERT ON passkeys FOR EACH ROW EXECUTE FUNCTION date_passkey();

CREATE TRIGGER two_factors_who_left BEFORE INSERT ON two_factors FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER passkeys_who_left BEFORE INSERT ON passkeys FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER tried_codes_who_left BEFORE INSERT ON tried_codes FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');

GRANT SELECT, INSERT, UPDATE, DELETE ON two_factors, tried_codes, passkeys, attempts TO flattr_app;
