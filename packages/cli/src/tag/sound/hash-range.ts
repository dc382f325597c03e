import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a part of a file, without holding it. */
export const hashRange = async (path: string, start: number, end?: number): Promise<string> => {
  const hash = createHash('sha256');
  // `end` of a stream is the last byte that is read; one before the start would be refused.
  if (end === undefined || end > start)
    await pipeline(createReadStream(path, { start, ...(end !== undefined && { end: end - 1 }) }), hash);
  return hash.digest('hex');
};
