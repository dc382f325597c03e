import { randomBytes } from 'node:crypto';
import { oauthDeviceAuthorization, oauthProvider } from '@better-auth/oauth-provider';
import { scopes } from '@flattr/domain/access/token';
import {
  accessPrefix,
  bareToken,
  deviceMinutes,
  offline,
  refreshPrefix,
} from '@flattr/domain/oauth/oauth-token';
import { newUserCode, userCodeBytes } from '@flattr/domain/oauth/user-code';
import { jwt } from 'better-auth/plugins/jwt';
import { deviceColumns, providerTables } from './oauth-tables.ts';

/** Where the library leads to where somebody has to sign in or to agree first; `http/oauth.ts` knows them by their paths. */
export const signInPath = '/oauth/sign-in';
export const consentPath = '/oauth/consent';

const newToken = () => bareToken(randomBytes(32));

/**
 * The library's OAuth server with opaque tokens and our scopes. Its routes are not mounted but by `http/oauth.ts`, which lets
 * through what we offer. Without the `jwt` plugin it would keep apps' secrets in a form that can be read again; nothing here
 * is ever signed with a key of its.
 */
export const oauthPlugins = (origin: string) => [
  jwt({ disableSettingJwtHeader: true, jwt: { issuer: origin } }),
  oauthProvider({
    scopes: [...scopes, offline],
    grantTypes: ['authorization_code', 'refresh_token'],
    loginPage: signInPath,
    consentPage: consentPath,
    prefix: { opaqueAccessToken: accessPrefix, refreshToken: refreshPrefix },
    generateOpaqueAccessToken: newToken,
    generateRefreshToken: newToken,
    accessTokenExpiresIn: 60 * 60,
    refreshTokenExpiresIn: 90 * 24 * 60 * 60,
    codeExpiresIn: 10 * 60,
    storeClientSecret: 'hashed',
    storeTokens: 'hashed',
    schema: providerTables,
  }),
  oauthDeviceAuthorization({
    expiresIn: `${deviceMinutes}m`,
    interval: '5s',
    generateDeviceCode: newToken,
    generateUserCode: () => newUserCode(randomBytes(userCodeBytes)),
    verificationUri: `${origin}/device`,
    schema: { deviceCode: deviceColumns },
  }),
];
