/** The fields that lists may be filtered by, each with an index of its own. */
export const filterColumns = [
  'account',
  'charge',
  'currency',
  'customer',
  'destination',
  'payment_intent',
  'payment_method',
  'source',
  'state',
  'status',
  'transfer',
  'transfer_group',
  'type',
] as const;

const indexes = filterColumns.map(
  (field) =>
    `CREATE INDEX IF NOT EXISTS documents_${field} ON documents (kind, json ->> '$.${field}', position)
     WHERE json ->> '$.${field}' IS NOT NULL;`,
);

/** `position` is the order of creation and stays when a document changes; `owner` is '' for the platform's own. */
export const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, id)
  );
  CREATE INDEX IF NOT EXISTS documents_kind ON documents (kind, position);
  CREATE INDEX IF NOT EXISTS documents_due ON documents (json ->> '$.at') WHERE kind = 'due';
  ${indexes.join('\n')}
`;

/** Brings a file of an earlier emulator, which knew no owners, up to date. */
export const addOwner = "ALTER TABLE documents ADD COLUMN owner TEXT NOT NULL DEFAULT ''";
