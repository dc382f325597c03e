import { createHash } from 'node:crypto';

/** How the tokens of apps begin, in the form that secret scanners find. */
export const accessPrefix = 'flt_oat_';
export const refreshPrefix = 'flt_ort_';
const secretPrefix = 'flt_ocs_';

/** What an app asks for besides scopes to get a refresh token, with which it goes on while its user is away. */
export const offline = 'offline_access';

/** How long a device waits for somebody to confirm it. */
export const deviceMinutes = 15;

/** What follows the prefix of a token, of 32 random bytes. */
export const bareToken = (random: Uint8Array): string => Buffer.from(random).toString('base64url');

export const appSecretOf = (random: Uint8Array): string => `${secretPrefix}${bareToken(random)}`;

/** What is stored of a secret, and of a token without its prefix. Its 256 random bits need no slow hash. */
export const oauthHash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
