import { Refusal } from '@flattr/domain/refusal';
import type { Core } from './core.ts';
import { openSession, type Step } from './open-session.ts';
import { recoveryHash } from './recovery-codes.ts';
import type { From } from './sign-in.ts';
import { throttle } from './throttle.ts';
import { tellTwoFactor } from './two-factor.ts';

/**
 * The second step of signing in: a code of the authenticator app, or else a recovery code. Refuses `too-many-attempts`, `code-wrong`,
 * and `sign-in-over` after ten minutes or five wrong codes: then it begins anew.
 */
export const signInByCode = async (core: Core, typed: string, { headers, network }: From): Promise<Step> => {
  const code = typed.replace(/\s/g, '');
  if (code === '' || code.length > 40) throw new Refusal('code-wrong', ['code']);
  const wentWell = await throttle(core.platform, { kind: 'sign-in', network });
  const step = await openSession(core, headers, async (bare) => {
    const by = /^\d{6}$/.test(code)
      ? core.api.verifyTOTP({ body: { code }, headers: bare, returnHeaders: true })
      : core.api.verifyBackupCode({ body: { code: recoveryHash(code) }, headers: bare, returnHeaders: true });
    const answered = await by.catch(tellTwoFactor);
    return { headers: answered.headers, email: answered.response.user.email };
  });
  await wentWell();
  return step;
};
