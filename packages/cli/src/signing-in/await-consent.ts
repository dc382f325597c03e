import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import type { OAuthAnswer, OAuthServer } from './oauth-server.ts';

const grant = 'urn:ietf:params:oauth:grant-type:device_code';
const slowerSeconds = 5;

const ends: Readonly<Record<string, readonly [string, string]>> = {
  access_denied: ['It was turned down.', 'Nobody is signed in. Run flattr login to ask again.'],
  expired_token: ['Nobody answered in time.', 'Run flattr login for another code.'],
  invalid_grant: ['This code is over.', 'Run flattr login for another one.'],
};

/** Asks until somebody has answered at the page of the code, as seldom as the server says, and gives the tokens. */
export const awaitConsent = async (
  { wait, now }: Surroundings,
  server: OAuthServer,
  clientId: string,
  begun: OAuthAnswer,
  expiresInSeconds: number,
): Promise<OAuthAnswer> => {
  const until = now() + 1000 * expiresInSeconds;
  let seconds = begun.interval ?? slowerSeconds;
  while (now() < until) {
    await wait(1000 * seconds);
    const answer = await server.post('token_endpoint', {
      grant_type: grant,
      client_id: clientId,
      device_code: begun.device_code ?? '',
    });
    if (!answer.error) return answer;
    if (answer.error === 'slow_down') seconds += slowerSeconds;
    else if (answer.error !== 'authorization_pending') throw refusalOf(answer);
  }
  throw refusalOf({ error: 'expired_token' });
};

const refusalOf = ({ error = '', error_description: description = '' }: OAuthAnswer): Trouble => {
  const [message, advice] = ends[error] ?? [
    `The instance refused: ${description || error}.`,
    'Run flattr login again.',
  ];
  return new Trouble(exitCodes.notAllowed, message, advice);
};
