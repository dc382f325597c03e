import { bytesOfBase64 } from './bytes-of-base64.ts';

/** The keys of secrets in the form of Standard Webhooks; refuses what is none in a sentence that does not repeat it. */
export const importSecrets = (secrets: readonly string[]): Promise<CryptoKey[]> => {
  if (secrets.length === 0) throw new TypeError('give the secret that was shown when the endpoint was made');
  return Promise.all(
    secrets.map((secret) => {
      const bytes = bytesOfBase64(secret.replace(/^whsec_/, ''));
      if (!bytes || bytes.length < 16) {
        throw new TypeError('a secret of a webhook endpoint begins with whsec_: give it whole');
      }
      return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    }),
  );
};
