import { defineCommand } from 'citty';
import { openSignedIn } from '../ask.ts';
import { instanceOf } from '../instance.ts';
import { instanceArg, jsonArg } from '../shared-args.ts';
import { awaitConsent } from '../signing-in/await-consent.ts';
import { changeCredentials, type Login } from '../signing-in/credentials.ts';
import { findOAuthServer, type OAuthAnswer } from '../signing-in/oauth-server.ts';
import { tokensOf, withLogin } from '../signing-in/refresh-login.ts';
import { type Surroundings, styled } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import { whoQuery } from '../who.ts';

export const examples = ['flattr login --instance https://flattr.example'];

export const command = defineCommand({
  meta: {
    description:
      'Sign this computer in: allow it on a page of the instance, in any browser, and it can register things',
  },
  args: {
    ...instanceArg,
    'client-id': {
      type: 'string',
      valueHint: 'id',
      default: 'flattr-cli',
      description: 'The app that you allow; every instance knows flattr-cli',
    },
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const instance = await instanceOf(surroundings, args.instance);
    const server = await findOAuthServer(surroundings.fetch, instance);
    const begun = await server.post('device_authorization_endpoint', {
      client_id: args['client-id'],
      scope: 'me:read things:write offline_access',
    });
    if (begun.error) throw refusedApp(instance, args['client-id'], begun);
    tellCode(surroundings, begun, args.json ?? false);
    const tokens = await awaitConsent(surroundings, server, args['client-id'], begun, begun.expires_in ?? 0);
    const login = { ...tokensOf(tokens, surroundings.now()), clientId: args['client-id'] };
    const handle = await handleOf(surroundings, instance, login);
    await changeCredentials(surroundings.environment.configFolder, (known) =>
      withLogin(known, instance, { ...login, handle }),
    );
    const { out, colours } = surroundings;
    out(
      args.json
        ? JSON.stringify({ instance, handle, scope: login.scope })
        : `You are signed in at ${instance} as ${styled(colours.out, 'bold', handle)}.`,
    );
  },
});

const refusedApp = (
  instance: string,
  clientId: string,
  { error, error_description }: OAuthAnswer,
): Trouble =>
  error === 'invalid_client'
    ? new Trouble(
        exitCodes.notAllowed,
        `${instance} knows no app ${clientId}.`,
        `Register a public one at ${instance}/me/apps, and say its id as --client-id`,
      )
    : new Trouble(exitCodes.notAllowed, `${instance} refused: ${error_description ?? error}.`);

/** Where to go and which code to compare; in JSON for a program, on a line of its own before the answer. */
const tellCode = ({ out, err, colours }: Surroundings, begun: OAuthAnswer, asJson: boolean): void => {
  const at = begun.verification_uri_complete ?? begun.verification_uri ?? '';
  if (asJson) {
    out(JSON.stringify({ open: at, code: begun.user_code, expiresInSeconds: begun.expires_in }));
    return;
  }
  err(`Open ${styled(colours.err, 'underline', at)}`);
  err(`compare the code ${styled(colours.err, 'bold', begun.user_code ?? '')}, and allow it.`);
  err('Waiting for you …');
};

const handleOf = async (
  surroundings: Surroundings,
  instance: string,
  login: Omit<Login, 'handle'>,
): Promise<string> => {
  const { ask } = await openSignedIn(surroundings, { instance, token: login.accessToken });
  return (await ask((flattr) => flattr.request(whoQuery))).viewer?.user.handle ?? '';
};
