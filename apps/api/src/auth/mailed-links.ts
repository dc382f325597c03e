import { randomBytes } from 'node:crypto';
import type { UserId } from '@flattr/domain/ids';
import { Refusal } from '@flattr/domain/refusal';
import type { Core } from './core.ts';

type Addressed = { readonly userId: UserId; readonly email: string };

/** Draws what a link holds that is mailed to an address, for a user and the address that they have now; only its hash is kept. */
export const drawLink = async (
  core: Core,
  kind: string,
  { userId, email }: Addressed,
  mailedTo: string,
  seconds: number,
): Promise<string> => {
  const token = randomBytes(24).toString('base64url');
  const rows = await core.rows();
  await rows.createVerificationValue({
    identifier: `${kind}:${token}`,
    value: `${userId} ${email} ${mailedTo}`,
    expiresAt: new Date(Date.now() + seconds * 1000),
  });
  return token;
};

/** What a link of a kind stands for, once. Refuses `link-over`. */
export const useLink = async (
  core: Core,
  kind: string,
  token: string,
): Promise<Addressed & { readonly mailedTo: string }> => {
  const rows = await core.rows();
  const used = token ? await rows.consumeVerificationValue(`${kind}:${token}`) : null;
  const [userId, email, mailedTo] = used?.value.split(' ') ?? [];
  if (!userId || !email || !mailedTo) throw new Refusal('link-over');
  return { userId: userId as UserId, email, mailedTo };
};

/** Ends every link that was mailed to somebody and not used. */
export const endLinks = async ({ platform }: Core, { userId, email }: Addressed): Promise<void> => {
  await platform.pool.query(
    'DELETE FROM verifications WHERE strpos(value, $1) > 0 OR strpos(value, $2) > 0',
    [userId, email],
  );
};
