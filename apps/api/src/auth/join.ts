import type { UserId } from '@flattr/domain/ids';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { checkJoining, type Joining } from '@flattr/domain/users/joining';
import { refuseBreached } from '@flattr/domain/users/refuse-breached';
import { askToConfirm } from './confirm-email.ts';
import { type Core, inBackground } from './core.ts';
import { openSession, type Step } from './open-session.ts';
import { throttle } from './throttle.ts';

/**
 * Makes a user, signs them in, and mails them a link that proves their address. Refuses what `checkJoining` finds, then
 * `too-many-attempts`, `password-breached`, `handle-taken`, `email-taken`.
 */
export const join = async (
  core: Core,
  input: Joining,
  { headers, network }: { readonly headers: Headers; readonly network?: string | undefined },
): Promise<Step> => {
  const { platform, api, options } = core;
  const joining = checkJoining(input);
  if (joining instanceof Refusal) throw joining;
  await throttle(platform, { kind: 'join', network });
  await refuseBreached(platform, options.breachCheck, joining.password);
  await refuseTaken(platform, joining);
  try {
    return await openSession(core, headers, async (bare) => {
      const { email } = joining;
      const made = await api.signUpEmail({ body: { ...joining }, headers: bare, returnHeaders: true });
      inBackground(core, () => askToConfirm(core, { ...joining, userId: made.response.user.id as UserId }));
      return { headers: made.headers, email };
    });
  } catch (error) {
    // Somebody may have taken the handle or the address since it was looked up.
    await refuseTaken(platform, joining);
    throw error;
  }
};

/** Refuses `handle-taken`, then `email-taken`. */
const refuseTaken = async ({ db }: Platform, { handle, email }: Joining) => {
  if (await db.user.findUnique({ where: { handle }, select: { id: true } })) {
    throw new Refusal('handle-taken', ['handle']);
  }
  if (await db.user.findUnique({ where: { email }, select: { id: true } }))
    throw new Refusal('email-taken', ['email']);
};
