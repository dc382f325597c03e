import { defineCommand } from 'citty';
import { instanceOf } from '../instance.ts';
import { instanceArg, jsonArg } from '../shared-args.ts';
import { changeCredentials, type Login, readCredentials } from '../signing-in/credentials.ts';
import { findOAuthServer } from '../signing-in/oauth-server.ts';
import { withLogin } from '../signing-in/refresh-login.ts';
import type { Surroundings } from '../surroundings.ts';
import { Trouble } from '../trouble.ts';

export const examples = ['flattr logout', 'flattr logout --instance https://flattr.example'];

export const command = defineCommand({
  meta: { description: 'Sign this computer out: its tokens end, and it forgets them' },
  args: { ...instanceArg, ...jsonArg },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const { environment, out, err } = surroundings;
    const instance = await instanceOf(surroundings, args.instance);
    const login = (await readCredentials(environment.configFolder)).logins[instance];
    if (!login) {
      out(
        args.json ? JSON.stringify({ instance, signedOut: false }) : `Nobody was signed in at ${instance}.`,
      );
      return;
    }
    const ended = await endTokens(surroundings, instance, login);
    await changeCredentials(environment.configFolder, (known) => withLogin(known, instance, undefined));
    if (!ended) err(`${instance} did not answer: end this computer’s access at ${instance}/me/apps as well.`);
    out(
      args.json ? JSON.stringify({ instance, signedOut: true, ended }) : `You are signed out of ${instance}.`,
    );
  },
});

const endTokens = async ({ fetch }: Surroundings, instance: string, login: Login): Promise<boolean> => {
  try {
    const server = await findOAuthServer(fetch, instance);
    const form = { client_id: login.clientId, token: login.refreshToken };
    return (await server.post('revocation_endpoint', form)).error === undefined;
  } catch (error) {
    if (error instanceof Trouble) return false;
    throw error;
  }
};
