import type { Flattr } from '@flattr/sdk';
import { AnswerOAuthRequestDocument, CreateOAuthAppDocument } from '@flattr/sdk';
import { type OAuthClient, oauthClient } from './oauth-client.ts';
import type { ServedWorld } from './served-world.ts';

export type Joined = { readonly cookie: string; readonly client: Flattr };

/** Registers an app and gives a client of it. */
export const registers = async (
  world: ServedWorld,
  owner: Joined,
  redirectUri: string,
  isConfidential = false,
): Promise<OAuthClient> => {
  const input = {
    name: 'Player',
    website: 'https://player.example',
    redirectUris: [redirectUri],
    isConfidential,
  };
  const { app, secret, errors } = (await owner.client.request(CreateOAuthAppDocument, { input }))
    .createOAuthApp;
  if (!app) throw new Error(errors.map(({ code }) => code).join());
  return oauthClient(world.site.url, {
    clientId: app.app.clientId,
    secret: secret ?? undefined,
    redirectUri,
  });
};

/** Where somebody's browser is led by an address, one step. */
export const leadsTo = async (world: ServedWorld, url: string, cookie?: string): Promise<string> => {
  const answer = await fetch(url, { headers: { ...(cookie && { cookie }) }, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (answer.status !== 302 || !location) throw new Error(`${url} answered ${answer.status}`);
  return new URL(location, world.site.url).href;
};

/** Answers at the page that asks, and gives where the browser goes on to. */
export const answers = async (world: ServedWorld, who: Joined, consentAt: string, allow = true) => {
  const url = new URL(consentAt);
  if (url.origin !== world.site.url || url.pathname !== '/oauth/consent')
    throw new Error(`not asked: ${consentAt}`);
  const input = { request: url.search, allow };
  const answered = (await who.client.request(AnswerOAuthRequestDocument, { input })).answerOAuthRequest;
  return { to: answered.redirectTo ?? '', codes: answered.errors.map(({ code }) => code) };
};

/** The whole way of a code, of somebody who is signed in and agrees where they are asked. */
export const connects = async (world: ServedWorld, who: Joined, app: OAuthClient, scope: string) => {
  const begun = app.begin(scope);
  const at = await leadsTo(world, begun.url, who.cookie);
  const back = at.includes('/oauth/consent?') ? (await answers(world, who, at)).to : at;
  const code = app.finish(begun, back);
  return { code, verifier: begun.verifier, tokens: await app.redeem(code, begun.verifier) };
};

type Told = {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { code: string } }[];
};

/** What the API answers a token: its data, or the code of its first error. */
export const asksWith = async (
  world: ServedWorld,
  token: string | undefined,
  query: string,
): Promise<unknown> => {
  const answer = await fetch(`${world.site.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await answer.json()) as Told;
  return errors?.[0]?.extensions.code ?? data;
};
