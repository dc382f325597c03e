/** Where a client's stream stands: what is left of an unfinished message, and whether the connection was opened. */
export type Frames = { readonly rest: Buffer; readonly opened: boolean };

export const noFrames: Frames = { rest: Buffer.alloc(0), opened: false };

const query = 'Q'.charCodeAt(0);
const parse = 'P'.charCodeAt(0);
const bind = 'B'.charCodeAt(0);

/** Flattrs of one moment are one statement, which commits by itself when it is done. */
const committingStatement = 'give-flattrs';

/**
 * Reads the next bytes that a client sends to PostgreSQL, and says whether a COMMIT is among them. A message is a byte for
 * its kind, four for its length, and the rest; only the first of a connection has no kind.
 */
export const commitsIn = (
  { rest, opened }: Frames,
  bytes: Buffer,
): { readonly frames: Frames; readonly commits: boolean } => {
  let left = Buffer.concat([rest, bytes]);
  let known = opened;
  let commits = false;
  for (;;) {
    const head = known ? 1 : 0;
    if (left.length < head + 4) break;
    const length = head + left.readUInt32BE(head);
    if (left.length < length) break;
    const message = left.subarray(0, length);
    commits ||= known && isCommit(message);
    left = left.subarray(length);
    known = true;
  }
  return { frames: { rest: left, opened: known }, commits };
};

/** As a query of its own, or as a statement to be prepared, whose name comes before its text; or what commits by itself. */
const isCommit = (message: Buffer): boolean => {
  const [kind] = message;
  if (kind !== query && kind !== parse && kind !== bind) return false;
  const text = message.toString('latin1', 5);
  const [first = '', second = ''] = text.split('\0');
  if (kind === bind) return second === committingStatement;
  return /^\s*commit\b/i.test(kind === query ? first : second);
};
