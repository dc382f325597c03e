import { createHash, randomBytes } from 'node:crypto';

export type Metadata = Readonly<Record<string, string>> & { readonly scopes_supported: readonly string[] };

export type TokenAnswer = {
  readonly status: number;
  readonly error?: string;
  readonly error_description?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
  readonly scope?: string;
  readonly token_type?: string;
  readonly device_code?: string;
  readonly user_code?: string;
  readonly interval?: number;
  readonly active?: boolean;
  readonly client_id?: string;
  readonly sub?: string;
};

export type ClientApp = {
  readonly clientId: string;
  readonly secret?: string | undefined;
  readonly redirectUri: string;
};

type Begun = { readonly url: string; readonly state: string; readonly verifier: string };

/** What an app does that knows nothing but the server's origin and its own registration, by the standards alone. */
export type OAuthClient = {
  readonly app: ClientApp;
  /** The address to send the browser to; what is changed of it is what somebody forges. */
  begin(scope: string, changed?: Readonly<Record<string, string | undefined>>): Begun;
  /** The code that came back, if all is as it was sent. */
  finish(begun: Begun, backAt: string): string;
  redeem(code: string, verifier: string, changed?: Readonly<Record<string, string>>): Promise<TokenAnswer>;
  post(endpoint: string, form: Readonly<Record<string, string>>, secret?: string): Promise<TokenAnswer>;
};

export const readMetadata = async (origin: string): Promise<Metadata> =>
  (await (await fetch(`${origin}/.well-known/oauth-authorization-server`)).json()) as Metadata;

export const oauthClient = async (origin: string, app: ClientApp): Promise<OAuthClient> => {
  const metadata = await readMetadata(origin);
  if (metadata.issuer !== origin) throw new Error(`another issuer: ${metadata.issuer}`);
  const post: OAuthClient['post'] = async (endpoint, form, secret = app.secret) => {
    const basic = secret && `Basic ${Buffer.from(`${app.clientId}:${secret}`).toString('base64')}`;
    const answer = await fetch(metadata[endpoint] ?? endpoint, {
      method: 'POST',
      headers: { ...(basic && { authorization: basic }) },
      body: new URLSearchParams(basic ? form : { client_id: app.clientId, ...form }),
    });
    const body = (await answer.text()) || '{}';
    return { status: answer.status, ...(JSON.parse(body) as object) };
  };
  return {
    app,
    post,
    begin: (scope, changed = {}) => {
      const state = randomBytes(16).toString('hex');
      const verifier = randomBytes(32).toString('base64url');
      const asked = {
        response_type: 'code',
        client_id: app.clientId,
        redirect_uri: app.redirectUri,
        scope,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...changed,
      };
      const sent = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
      return { url: `${metadata.authorization_endpoint}?${new URLSearchParams(sent)}`, state, verifier };
    },
    finish: ({ state }, backAt) => {
      const { searchParams: back } = new URL(backAt);
      if (!backAt.startsWith(`${app.redirectUri}?`)) throw new Error(`not back here: ${backAt}`);
      if (back.get('state') !== state) throw new Error('another state came back');
      if (back.get('iss') !== metadata.issuer) throw new Error('another server answers');
      if (back.has('error')) throw new Error(back.get('error') ?? '');
      return back.get('code') ?? '';
    },
    redeem: (code, verifier, changed = {}) =>
      post('token_endpoint', {
        grant_type: 'authorization_code',
        code,
        redirect_uri: app.redirectUri,
        code_verifier: verifier,
        ...changed,
      }),
  };
};
