import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

export type Seal = { seal(text: string): Uint8Array; open(sealed: Uint8Array): string };

/**
 * Keeps secrets in the database so that the database does not give them away: AES-256-GCM under a key that is drawn from the
 * instance's own secret. What was altered, or sealed under another secret, does not open.
 */
export const createSeal = (instanceSecret: string, purpose: string): Seal => {
  const key = new Uint8Array(hkdfSync('sha256', instanceSecret, '', `flattr: ${purpose}`, 32));
  return {
    seal: (text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
  };
};
