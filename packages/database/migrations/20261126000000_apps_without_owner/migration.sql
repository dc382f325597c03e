-- An app may register itself (RFC 7591): nobody owns it, as nobody owns the instance's own.
ALTER TABLE oauth_apps ADD COLUMN is_ours boolean NOT NULL DEFAULT false CHECK (NOT is_ours OR user_id IS NULL);
UPDATE oauth_apps SET is_ours = true WHERE user_id IS NULL;

-- Since when nobody agrees to it, as far as nobody does: it is registered, or the last one disconnects it.
ALTER TABLE oauth_apps ADD COLUMN unused_since timestamptz NOT NULL DEFAULT flattr_now();
CREATE INDEX oauth_apps_unowned_idx ON oauth_apps (unused_since) WHERE user_id IS NULL AND NOT is_ours;

CREATE FUNCTION mark_app_left() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp
AS $$
BEGIN
  UPDATE oauth_apps SET unused_since = flattr_now() WHERE client_id = OLD.client_id AND user_id IS NULL AND NOT is_ours;
  RETURN NULL;
END
$$;
CREATE TRIGGER oauth_consents_mark_app_left AFTER DELETE ON oauth_consents
  FOR EACH ROW EXECUTE FUNCTION mark_app_left();
