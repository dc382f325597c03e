-- When the saved card was decided on, by the provider's time: paid with, saved on a page of its own, or removed. What is told
-- later of an earlier moment changes nothing.
ALTER TABLE payers ADD COLUMN card_at timestamptz;
UPDATE payers SET card_at = (
  SELECT max(charged_at) FROM charges WHERE charges.supporter_id = payers.supporter_id AND state = 'SUCCEEDED');

-- The card that a top-up charges: a request that is made again names the same one, whatever was saved meanwhile.
ALTER TABLE charges ADD COLUMN provider_method_id text;
UPDATE charges SET provider_method_id = payers.provider_method_id FROM payers
  WHERE payers.supporter_id = charges.supporter_id AND kind = 'TOP_UP' AND state = 'INTENT';

-- One visit to the page on which a card is saved and nothing is paid; saved_at is when we heard that it was.
CREATE TABLE card_setups (
  id uuid PRIMARY KEY,
  supporter_id uuid NOT NULL REFERENCES users (id),
  created_at timestamptz NOT NULL DEFAULT flattr_now(),
  saved_at timestamptz
);
CREATE INDEX card_setups_supporter_id_idx ON card_setups (supporter_id, created_at);
GRANT SELECT, INSERT ON card_setups TO flattr_app;
GRANT UPDATE (saved_at) ON card_setups TO flattr_app;
