import { scopes } from '@flattr/domain/access/token';
import { isRefreshSpent } from '@flattr/domain/oauth/is-refresh-spent';
import { offline } from '@flattr/domain/oauth/oauth-token';
import type { Platform } from '@flattr/domain/platform';
import type { Auth } from '../auth.ts';
import { noStore, oauthError, translateError } from './oauth-error.ts';
import { areReadable, paramsOf } from './oauth-params.ts';

/** What answers: the library on our platform. */
export type OAuthServer = { readonly platform: Platform; readonly auth: Auth; readonly origin: string };

type Asked = { readonly path: string; readonly names: readonly string[]; readonly scopeNeeded?: boolean };

/** Asks an address of the OAuth server that programs ask, and gives its answer with the errors that the standards name. */
export const askServer = async (
  { platform, auth, origin }: OAuthServer,
  sent: Request,
  { path, names, scopeNeeded = false }: Asked,
): Promise<Response> => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(sent.headers.get('content-type') ?? ''))
    return oauthError('invalid_request', 'send a form: application/x-www-form-urlencoded');
  const params = paramsOf(new URLSearchParams(await sent.text()), names);
  if (!areReadable(params))
    return oauthError('invalid_request', 'a parameter is there twice, or cannot be read');
  if (scopeNeeded && !areScopes(params.get('scope') ?? ''))
    return oauthError('invalid_scope', `ask for at least one scope: ${scopes.join(' ')}`);
  const authorization = sent.headers.get('authorization') ?? basicOf(params);
  const answered = await auth.handle(
    new Request(`${origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(authorization && { authorization }),
      },
      body: params,
    }),
  );
  if (answered.ok) return noStore(answered);
  // A token that is not there is revoked already (RFC 7009).
  if (
    answered.status === 400 &&
    path.endsWith('/revoke') &&
    params.has('token') &&
    !(await isOfClient(answered))
  )
    return noStore(new Response());
  // Of several at once with one refresh token, one may find its family ended by another under way.
  const refresh = params.get('refresh_token');
  if (answered.status >= 500 && refresh && (await isRefreshSpent(platform, refresh)))
    return oauthError('invalid_grant', 'this refresh token was used');
  return translateError(answered);
};

/** Whether it is the app that is refused, and not what it asks about. */
const isOfClient = async (answered: Response): Promise<boolean> =>
  (await answered.clone().text()).includes('"invalid_client"');

const areScopes = (text: string): boolean => {
  const asked = text.split(' ').filter(Boolean);
  const known: readonly string[] = [...scopes, offline];
  return asked.some((scope) => scope !== offline) && asked.every((scope) => known.includes(scope));
};

/** An app may send its secret in the form as well; the library takes it in the header alone. */
const basicOf = (params: URLSearchParams): string | undefined => {
  const secret = params.get('client_secret');
  if (!secret) return undefined;
  const pair = [params.get('client_id') ?? '', secret].map(encodeURIComponent).join(':');
  params.delete('client_secret');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
};
