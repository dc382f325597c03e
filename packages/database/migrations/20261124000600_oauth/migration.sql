-- Apps that act for people who agreed. The library of the OAuth server writes consents, tokens and device codes; its lists are
-- jsonb. The times of tokens and codes are the machine's, as those of sessions are.
CREATE TABLE oauth_apps (
  id uuid PRIMARY KEY,
  client_id text NOT NULL,
  -- Whose app it is; the instance's own have nobody.
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  website text NOT NULL,
  redirect_uris jsonb NOT NULL CHECK (jsonb_typeof(redirect_uris) = 'array'),
  -- The SHA-256 of the secret of a confidential app, in base64url; a public one has none.
  secret_hash text CHECK (length(secret_hash) = 43),
  auth_method text NOT NULL CHECK (auth_method = CASE WHEN secret_hash IS NULL THEN 'none' ELSE 'client_secret_basic' END),
  grant_types jsonb NOT NULL CHECK (jsonb_typeof(grant_types) = 'array'),
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  updated_at timestamptz NOT NULL DEFAULT flattr_now()
);
CREATE UNIQUE INDEX oauth_apps_client_id_key ON oauth_apps (client_id);
CREATE INDEX oauth_apps_user_id_idx ON oauth_apps (user_id);

-- The command line of Flattr is no secret's keeper, and asks on devices alone.
INSERT INTO oauth_apps (id, client_id, name, website, redirect_uris, auth_method, grant_types) VALUES (
  '01934c00-0000-7000-8000-000000000001', 'flattr-cli', 'The flattr command', '', '[]', 'none',
  '["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"]');

-- What somebody agreed that an app may do. Every token hangs on it: none is made without it, and all end with it at once.
CREATE TABLE oauth_consents (
  id uuid PRIMARY KEY,
  client_id text NOT NULL REFERENCES oauth_apps (client_id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  scopes jsonb NOT NULL CHECK (jsonb_typeof(scopes) = 'array'),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- Always empty: the library asks for a place for what OpenID Connect would ask for.
  requested_user_info_claims jsonb,
  last_used_at timestamptz
);
CREATE UNIQUE INDEX oauth_consents_client_id_user_id_key ON oauth_consents (client_id, user_id);
CREATE INDEX oauth_consents_user_id_idx ON oauth_consents (user_id);

-- What was agreed to before stays agreed to: who is asked for more is not asked again for the same.
CREATE FUNCTION keep_consented_scopes() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  NEW.scopes := (SELECT jsonb_agg(scope ORDER BY scope) FROM (
    SELECT jsonb_array_elements_text(OLD.scopes) UNION SELECT jsonb_array_elements_text(NEW.scopes)) AS agreed (scope));
  RETURN NEW;
END
$$;
CREATE TRIGGER oauth_consents_keep_scopes BEFORE UPDATE OF scopes ON oauth_consents
  FOR EACH ROW EXECUTE FUNCTION keep_consented_scopes();

-- Tokens are kept as their SHA-256 in base64url, without their prefix.
CREATE TABLE oauth_refresh_tokens (
  id uuid PRIMARY KEY,
  token text NOT NULL,
  client_id text NOT NULL,
  user_id uuid NOT NULL,
  session_id uuid,
  authorization_code_id text,
  scopes jsonb NOT NULL CHECK (jsonb_typeof(scopes) = 'array'),
  auth_time timestamptz,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- When it was used for the next one, or ended. It stays until it expires, to know who uses it again.
  revoked timestamptz,
  rotated_at timestamptz,
  FOREIGN KEY (client_id, user_id) REFERENCES oauth_consents (client_id, user_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX oauth_refresh_tokens_token_key ON oauth_refresh_tokens (token);
CREATE INDEX oauth_refresh_tokens_client_id_user_id_idx ON oauth_refresh_tokens (client_id, user_id);
CREATE INDEX oauth_refresh_tokens_authorization_code_id_idx ON oauth_refresh_tokens (authorization_code_id);
CREATE INDEX oauth_refresh_tokens_expires_at_idx ON oauth_refresh_tokens (expires_at);

CREATE TABLE oauth_access_tokens (
  id uuid PRIMARY KEY,
  token text NOT NULL,
  client_id text NOT NULL,
  user_id uuid NOT NULL,
  -- The session in which it was given: it ends with it. One that came by a refresh token stands alone.
  session_id uuid REFERENCES sessions (id) ON DELETE CASCADE,
  refresh_id uuid REFERENCES oauth_refresh_tokens (id) ON DELETE CASCADE,
  authorization_code_id text,
  scopes jsonb NOT NULL CHECK (jsonb_typeof(scopes) = 'array'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked timestamptz,
  FOREIGN KEY (client_id, user_id) REFERENCES oauth_consents (client_id, user_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX oauth_access_tokens_token_key ON oauth_access_tokens (token);
CREATE INDEX oauth_access_tokens_client_id_user_id_idx ON oauth_access_tokens (client_id, user_id);
CREATE INDEX oauth_access_tokens_session_id_idx ON oauth_access_tokens (session_id);
CREATE INDEX oauth_access_tokens_refresh_id_idx ON oauth_access_tokens (refresh_id);
CREATE INDEX oauth_access_tokens_authorization_code_id_idx ON oauth_access_tokens (authorization_code_id);
CREATE INDEX oauth_access_tokens_expires_at_idx ON oauth_access_tokens (expires_at);

-- Who may go on while somebody is signed out is not ended by their session.
CREATE FUNCTION outlive_session() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN NEW.session_id := NULL; RETURN NEW; END $$;
CREATE TRIGGER oauth_refresh_tokens_outlive_session BEFORE INSERT ON oauth_refresh_tokens
  FOR EACH ROW EXECUTE FUNCTION outlive_session();

-- With a refresh token, used or ended, end the access tokens that came with it.
CREATE FUNCTION end_access_tokens() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$ BEGIN DELETE FROM oauth_access_tokens WHERE refresh_id = NEW.id; RETURN NULL; END $$;
CREATE TRIGGER oauth_refresh_tokens_end_access AFTER UPDATE OF revoked ON oauth_refresh_tokens
  FOR EACH ROW WHEN (NEW.revoked IS NOT NULL) EXECUTE FUNCTION end_access_tokens();

-- What a device asks, until it has its tokens.
CREATE TABLE oauth_device_codes (
  id uuid PRIMARY KEY,
  device_code text NOT NULL,
  user_code text NOT NULL,
  client_id text NOT NULL REFERENCES oauth_apps (client_id) ON DELETE CASCADE,
  oauth_client_id text NOT NULL CHECK (oauth_client_id = client_id),
  user_id uuid REFERENCES users (id) ON DELETE CASCADE,
  scope text,
  resources jsonb,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'denied')),
  polling_interval integer NOT NULL,
  last_polled_at timestamptz,
  expires_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX oauth_device_codes_device_code_key ON oauth_device_codes (device_code);
CREATE UNIQUE INDEX oauth_device_codes_user_code_key ON oauth_device_codes (user_code);
CREATE INDEX oauth_device_codes_user_id_idx ON oauth_device_codes (user_id);
CREATE INDEX oauth_device_codes_expires_at_idx ON oauth_device_codes (expires_at);

CREATE TRIGGER oauth_consents_who_left BEFORE INSERT ON oauth_consents
  FOR EACH ROW EXECUTE FUNCTION refuse_who_left('user_id');
CREATE TRIGGER oauth_apps_who_left BEFORE INSERT ON oauth_apps
  FOR EACH ROW WHEN (NEW.user_id IS NOT NULL) EXECUTE FUNCTION refuse_who_left('user_id');

GRANT SELECT, INSERT, UPDATE, DELETE ON oauth_apps, oauth_consents, oauth_refresh_tokens, oauth_access_tokens,
  oauth_device_codes TO flattr_app;
