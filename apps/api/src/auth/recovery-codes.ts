import { createHash, randomInt } from 'node:crypto';

// Without letters and digits that look alike.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const codeLength = 16;
const codeCount = 10;
const mark = 'sha256:';

/** Ten codes of 16 characters in groups of four, each good once where there is no authenticator app at hand. */
export const drawRecoveryCodes = (): string[] => Array.from({ length: codeCount }, drawCode);

const drawCode = (): string =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** A code as it is kept and compared; how it was typed, with or without hyphens, makes no difference. */
export const recoveryHash = (typed: string): string =>
  mark +
  createHash('sha256')
    .update(typed.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest('hex');

/** A list of codes as it is kept, in JSON: those that are new are hashed, the others are already. */
export const keptCodes = (json: string): string => {
  const codes: string[] = JSON.parse(json);
  return JSON.stringify(codes.map((code) => (code.startsWith(mark) ? code : recoveryHash(code))));
};
