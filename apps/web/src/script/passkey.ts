import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Asks the browser for a passkey, which only a script can. */
export const passkeyScript = readFileSync(join(import.meta.dirname, 'passkey.js'), 'utf8');

export const passkeyVersion = createHash('sha256').update(passkeyScript).digest('hex').slice(0, 16);

export const passkeyHref = `/passkey.js?v=${passkeyVersion}`;
