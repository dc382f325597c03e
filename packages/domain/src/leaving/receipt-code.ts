import { createHash } from 'node:crypto';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code of 16 random bytes, in groups that a person can copy by hand: `FLATTR-XXXXX-…`, without I, L, O and U. */
export const receiptCode = (random: Uint8Array): string => {
  let rest = BigInt(`0x${Buffer.from(random).toString('hex')}`);
  let text = '';
  for (let place = 0; place < 25; place++) {
    text = `${letters[Number.parseInt((rest % 32n).toString(), 10)]}${text}`;
    rest /= 32n;
  }
  return ['FLATTR', ...(text.match(/.{5}/g) ?? [])].join('-');
};

/** What is stored of a code. Its 125 random bits need no slow hash; small letters and other spaces are the same code. */
export const receiptHash = (code: string): Uint8Array =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
    .digest();
