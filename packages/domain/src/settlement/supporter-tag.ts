import { createHash, createHmac } from 'node:crypto';
import { idBytes, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';

/** `DST(t)`: one byte, the length of the ASCII string `flattr.month.v2/` + t, then that string. */
const domainSeparator = (name: string): Buffer => {
  const text = Buffer.from(`flattr.month.v2/${name}`, 'ascii');
  return Buffer.concat([Buffer.of(text.length), text]);
};

/** The pseudonym of a supporter in one month, from the secret drawn when the month opened: 32 bytes. */
export const supporterTag = (month: Month, secret: Uint8Array, supporterId: UserId): Uint8Array => {
  const id = idBytes(supporterId);
  const salt = createHmac('sha256', secret).update('supporter', 'ascii').update(id).digest();
  return createHash('sha256')
    .update(Buffer.of(0x08))
    .update(domainSeparator('tag'))
    .update(month, 'ascii')
    .update(salt)
    .update(id)
    .digest();
};
