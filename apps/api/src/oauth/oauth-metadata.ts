import { scopes } from '@flattr/domain/access/token';
import { offline } from '@flattr/domain/oauth/oauth-token';

export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** What this OAuth server offers and where (RFC 8414): exactly what is let through to it. */
export const oauthMetadata = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/auth/oauth2/authorize`,
  token_endpoint: `${origin}/auth/oauth2/token`,
  registration_endpoint: `${origin}/auth/oauth2/register`,
  device_authorization_endpoint: `${origin}/auth/device/code`,
  revocation_endpoint: `${origin}/auth/oauth2/revoke`,
  introspection_endpoint: `${origin}/auth/oauth2/introspect`,
  scopes_supported: [...scopes, offline],
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token', deviceGrant],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
  introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  authorization_response_iss_parameter_supported: true,
});
