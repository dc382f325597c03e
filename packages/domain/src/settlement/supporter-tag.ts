import { hash } from 'node:crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type IdKey, idKey, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';

/** `DST(t)`: one byte, the length of the ASCII string `flattr.month.v2/` + t, then that string. */
const domainSeparator = (name: string): Buffer => {
  const text = Buffer.from(`flattr.month.v2/${name}`, 'ascii');
  return Buffer.concat([Buffer.of(text.length), text]);
};

const saltBytes = 32;
const idBytes = 16;

/** Tags many supporters of one month: the key of the HMAC is hashed once, which is most of what a tag costs. */
export const supporterTagger = (
  month: Month,
  secret: Uint8Array,
): ((supporter: IdKey) => Uint8Array<ArrayBuffer>) => {
  const keyed = hmac.create(sha256, secret).update(Buffer.from('supporter', 'ascii'));
  const mac = keyed.clone();
  const head = Buffer.concat([Buffer.of(0x08), domainSeparator('tag'), Buffer.from(month, 'ascii')]);
  const message = Buffer.concat([head, Buffer.alloc(saltBytes + idBytes)]);
  const salt = message.subarray(head.length, head.length + saltBytes);
  const id = message.subarray(head.length + saltBytes);
  return (supporter) => {
    id.write(supporter, 'latin1');
    keyed._cloneInto(mac).update(id).digestInto(salt);
    return Buffer.from(hash('sha256', message, 'hex'), 'hex');
  };
};

/** The pseudonym of a supporter in one month, from the secret drawn when the month opened: 32 bytes. */
export const supporterTag = (month: Month, secret: Uint8Array, supporterId: UserId): Uint8Array =>
  supporterTagger(month, secret)(idKey(supporterId));
