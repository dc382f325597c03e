import type { Fetch } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';

/** What an address of the OAuth server answers: what is asked for, or `error`. */
export type OAuthAnswer = {
  readonly error?: string;
  readonly error_description?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
  readonly scope?: string;
  readonly device_code?: string;
  readonly user_code?: string;
  readonly verification_uri?: string;
  readonly verification_uri_complete?: string;
  readonly interval?: number;
};

type Endpoint = 'device_authorization_endpoint' | 'token_endpoint' | 'revocation_endpoint';

export type OAuthServer = {
  post(endpoint: Endpoint, form: Readonly<Record<string, string>>): Promise<OAuthAnswer>;
};

/** The OAuth server of an instance, by what it says of itself (RFC 8414). */
export const findOAuthServer = async (fetch: Fetch, instance: string): Promise<OAuthServer> => {
  const metadata = await read(fetch, instance, `${instance}/.well-known/oauth-authorization-server`);
  if (metadata.issuer !== instance)
    throw new Trouble(
      exitCodes.noAnswer,
      `${instance} says that it is ${metadata.issuer ?? 'something else'}.`,
      metadata.issuer ? `If you believe it, say --instance ${metadata.issuer}` : 'Is it a Flattr instance?',
    );
  return {
    post: async (endpoint, form) => {
      const address = metadata[endpoint] ?? '';
      // What is sent there are codes and tokens: to the instance itself, or nowhere.
      if (!URL.canParse(address) || new URL(address).origin !== instance)
        throw new Trouble(exitCodes.noAnswer, `${instance} names no ${endpoint} of its own.`);
      return read(fetch, instance, address, { method: 'POST', body: new URLSearchParams(form) });
    },
  };
};

const read = async (
  fetch: Fetch,
  instance: string,
  address: string,
  init?: RequestInit,
): Promise<OAuthAnswer & Readonly<Record<string, string | undefined>>> => {
  const answer = await fetch(address, { ...init, redirect: 'manual' }).catch(() => {
    throw new Trouble(
      exitCodes.noAnswer,
      `${instance} cannot be reached.`,
      'Is its address right, and does it run?',
    );
  });
  const text = await answer.text();
  if (answer.ok && text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    const message = `${instance} answers ${answer.status}, and not as a Flattr instance does.`;
    throw new Trouble(exitCodes.noAnswer, message, 'Is its address right?');
  }
};
