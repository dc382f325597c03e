import { createHash } from 'node:crypto';
import * as generated from '../generated/graphql.ts';

const documents = Object.values(generated).map((document) => `${document}`);

/** The queries that this client asks, by the SHA-256 of their text in hexadecimal: what an API answers by GET. */
export const operations: ReadonlyMap<string, string> = new Map(
  documents
    .filter((text) => /^\s*query\b/m.test(text))
    .map((text) => [createHash('sha256').update(text).digest('hex'), text]),
);
