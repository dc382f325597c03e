/** Under which names the library finds what it keeps in our tables. */
export const providerTables = {
  oauthClient: {
    modelName: 'oauth_apps',
    fields: {
      clientId: 'client_id',
      clientSecret: 'secret_hash',
      userId: 'user_id',
      uri: 'website',
      redirectUris: 'redirect_uris',
      tokenEndpointAuthMethod: 'auth_method',
      grantTypes: 'grant_types',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  oauthConsent: {
    modelName: 'oauth_consents',
    fields: {
      clientId: 'client_id',
      requestedUserInfoClaims: 'requested_user_info_claims',
      userId: 'user_id',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  oauthRefreshToken: {
    modelName: 'oauth_refresh_tokens',
    fields: {
      clientId: 'client_id',
      userId: 'user_id',
      sessionId: 'session_id',
      authorizationCodeId: 'authorization_code_id',
      authTime: 'auth_time',
      rotatedAt: 'rotated_at',
      createdAt: 'created_at',
      expiresAt: 'expires_at',
    },
  },
  oauthAccessToken: {
    modelName: 'oauth_access_tokens',
    fields: {
      clientId: 'client_id',
      userId: 'user_id',
      sessionId: 'session_id',
      refreshId: 'refresh_id',
      authorizationCodeId: 'authorization_code_id',
      createdAt: 'created_at',
      expiresAt: 'expires_at',
    },
  },
};

export const deviceColumns = {
  modelName: 'oauth_device_codes',
  fields: {
    deviceCode: 'device_code',
    userCode: 'user_code',
    userId: 'user_id',
    clientId: 'client_id',
    oauthClientId: 'oauth_client_id',
    pollingInterval: 'polling_interval',
    lastPolledAt: 'last_polled_at',
    expiresAt: 'expires_at',
  },
};
