/** The fields that lists may be filtered by, each with an index of its own. */
export const filterColumns = [
  'currency',
  'customer',
  'destination',
  'payment_intent',
  'source',
  'state',
  'transfer_group',
  'type',
] as const;

const indexes = filterColumns.map(
  (field) =>
    `CREATE INDEX IF NOT EXISTS documents_${field} ON documents (kind, json ->> '$.${field}', position)
     WHERE json ->> '$.${field}' IS NOT NULL;`,
);

/** `position` is the order of creation and stays when a document changes. */
export const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (kind, id)
  );
  CREATE INDEX IF NOT EXISTS documents_kind ON documents (kind, position);
  ${indexes.join('\n')}
`;
