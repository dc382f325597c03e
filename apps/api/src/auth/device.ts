import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const separator = '.';

const proofOf = (secret: string, nonce: string, email: string): string =>
  createHmac('sha256', secret).update(`device\n${nonce}\n${email}`).digest('base64url');

/** A mark for a browser in which an address has signed in: it opens nothing, and only tells that browser from strangers. */
export const newDevice = (secret: string, email: string): string => {
  const nonce = randomBytes(16).toString('base64url');
  return `${nonce}${separator}${proofOf(secret, nonce, email)}`;
};

/** The mark's own word, if it was given to a browser for this address. */
export const deviceOf = (secret: string, email: string, mark: string | undefined): string | undefined => {
  const [nonce = '', proof = ''] = mark?.split(separator) ?? [];
  const expected = Buffer.from(proofOf(secret, nonce, email));
  const given = Buffer.from(proof);
  return nonce && given.length === expected.length && timingSafeEqual(given, expected) ? nonce : undefined;
};
