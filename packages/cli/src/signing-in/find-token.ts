import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';
import { readCredentials } from './credentials.ts';
import { isFresh, refreshLogin } from './refresh-login.ts';

/** A token, and where it is from, so that advice can say what to do about it. */
export type FoundToken = { readonly token: string; readonly from: 'option' | 'environment' | 'login' };

/** The token to act with: the option's, the environment's, or that of a login at this instance, refreshed if need be. */
export const findToken = async (
  surroundings: Surroundings,
  instance: string,
  option: string | undefined,
): Promise<FoundToken | undefined> => {
  const { environment, now } = surroundings;
  const said = option ?? environment.token;
  if (said !== undefined) {
    const from = option === undefined ? 'environment' : 'option';
    if (/^flt_(pat|oat)_[\w-]{16,}$/.test(said)) return { token: said, from };
    const where = from === 'option' ? '--token' : 'FLATTR_TOKEN';
    throw misuse(
      `What ${where} says is no token.`,
      `One begins with flt_pat_; make one at ${instance}/me/tokens`,
    );
  }
  const login = (await readCredentials(environment.configFolder)).logins[instance];
  if (!login) return undefined;
  const { accessToken } = isFresh(login, now()) ? login : await refreshLogin(surroundings, instance);
  return { token: accessToken, from: 'login' };
};
