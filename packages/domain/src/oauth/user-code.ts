/** Letters and digits that nobody takes for each other; 32 of them, so that random bytes give each as often. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const half = 4;

/** How many random bytes a user code is made of. */
export const userCodeBytes = 2 * half;

/** The code that a person types or compares, such as `WDJB-MJHT`: 40 random bits. */
export const newUserCode = (random: Uint8Array): string =>
  withHyphen([...random].map((byte) => alphabet[byte % alphabet.length]).join(''));

/** A code as it is kept, from what somebody typed: small letters, spaces and a hyphen elsewhere do not matter. */
export const userCodeOf = (typed: string): string =>
  withHyphen(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));

const withHyphen = (letters: string): string => `${letters.slice(0, half)}-${letters.slice(half)}`;
