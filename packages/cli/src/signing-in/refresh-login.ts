import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import { type Credentials, changeCredentials, type Login } from './credentials.ts';
import { findOAuthServer, type OAuthAnswer } from './oauth-server.ts';

/** So long before its end an access token is taken for over. */
const marginMs = 60_000;

export const isFresh = ({ expiresAt }: Login, now: number): boolean => expiresAt - marginMs > now;

/**
 * Gets the next tokens of a login and keeps them. A refresh token works once, and used twice it ends all: so one process at a
 * time does it, and another that waited finds them fresh.
 */
export const refreshLogin = async (surroundings: Surroundings, instance: string): Promise<Login> => {
  const { environment, fetch, now } = surroundings;
  let over = false;
  const { logins } = await changeCredentials(environment.configFolder, async (known) => {
    const login = known.logins[instance];
    if (!login || isFresh(login, now())) return known;
    const server = await findOAuthServer(fetch, instance);
    const answer = await server.post('token_endpoint', {
      grant_type: 'refresh_token',
      client_id: login.clientId,
      refresh_token: login.refreshToken,
    });
    over = answer.error === 'invalid_grant';
    if (over) return withLogin(known, instance, undefined);
    if (answer.error)
      throw new Trouble(exitCodes.noAnswer, `${instance} refused: ${answer.error}.`, 'Try again.');
    return withLogin(known, instance, { ...login, ...tokensOf(answer, now()) });
  });
  const login = logins[instance];
  if (login) return login;
  const why = over
    ? `You are signed out of ${instance}: it was too long ago, or ended there.`
    : 'Nobody is signed in.';
  throw new Trouble(exitCodes.notAllowed, why, `Run flattr login --instance ${instance}`);
};

/** What is kept with another login at an instance, or without one. */
export const withLogin = (
  { instance: last, logins }: Credentials,
  instance: string,
  login: Login | undefined,
): Credentials => {
  const others = Object.fromEntries(Object.entries(logins).filter(([name]) => name !== instance));
  return { instance: login ? instance : last, logins: login ? { ...others, [instance]: login } : others };
};

export const tokensOf = (answer: OAuthAnswer, now: number) => ({
  accessToken: answer.access_token ?? '',
  refreshToken: answer.refresh_token ?? '',
  expiresAt: now + 1000 * (answer.expires_in ?? 0),
  scope: answer.scope ?? '',
});
