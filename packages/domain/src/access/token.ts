import { createHash } from 'node:crypto';

/** What a token may do: register things and read what they earned, hear of both, flattr and read for its user,
 * tell what they played, or claim sites and have them looked at. */
export const scopes = [
  'me:read',
  'flattr:write',
  'things:write',
  'earnings:read',
  'webhooks:manage',
  'listens:write',
  'claims:write',
] as const;

export type Scope = (typeof scopes)[number];

export const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);

const prefix = 'flt_pat_';

/** The token of 32 random bytes, in the form that secret scanners find. */
export const tokenOf = (random: Uint8Array): string =>
  `${prefix}${Buffer.from(random).toString('base64url')}`;

/** What is stored of a token. Its 256 random bits need no slow hash. */
export const tokenHash = (token: string): Uint8Array => createHash('sha256').update(token).digest();
