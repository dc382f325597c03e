/** How the library's names are written in our tables. */
const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

export const userColumns = { emailVerified: 'email_verified', ...stamps };

export const sessionColumns = {
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  ...stamps,
};

export const credentialColumns = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  ...stamps,
};

export const verificationColumns = { expiresAt: 'expires_at', ...stamps };

export const twoFactorColumns = {
  userId: 'user_id',
  backupCodes: 'recovery_codes',
  failedVerificationCount: 'failed_verification_count',
  lockedUntil: 'locked_until',
};

export const passkeyColumns = {
  userId: 'user_id',
  publicKey: 'public_key',
  credentialID: 'credential_id',
  deviceType: 'device_type',
  backedUp: 'backed_up',
  createdAt: 'created_at',
};
