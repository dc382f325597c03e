/** How long the secret before signs as well. */
export const previousSecretHours = 24;

/** The secret of 32 random bytes, in the form of Standard Webhooks. */
export const secretOf = (random: Uint8Array): string => `whsec_${Buffer.from(random).toString('base64')}`;
