import type { Auth } from '../auth.ts';
import { oauthParams, paramsOf } from './oauth-params.ts';
import { signInPath } from './oauth-plugins.ts';

/** The library would take every scope where none is asked for; a scope that does not exist it refuses, where that is safe. */
const noScope = 'none-was-asked-for';

/** What of `prompt` has a meaning here; an unknown one is as if it were not there. */
const prompts = ['none', 'consent'];

/**
 * Where a browser goes on that an app sent here: to sign in first, to the page that asks, back to the app with a code or an
 * error, or, where the app cannot be trusted to be the one that it says, to a page of ours that says so.
 */
export const authorize = async (auth: Auth, origin: string, sent: Request): Promise<string> => {
  const params = paramsOf(new URL(sent.url).searchParams, oauthParams.authorize);
  if (!prompts.includes(params.get('prompt') ?? '')) params.delete('prompt');
  if (params.getAll('scope').every((scope) => !scope.trim())) params.set('scope', noScope);
  if ([...params.values()].some((value) => /\p{Cc}/u.test(value))) return refusedPath('invalid_request');
  const asked = new Request(`${origin}/auth/oauth2/authorize?${params}`, {
    headers: { cookie: sent.headers.get('cookie') ?? '' },
  });
  const answered = await auth.handle(asked);
  const location = answered.headers.get('location');
  const url = URL.parse(location ?? '', origin);
  if (!location || !url) throw new Error(`the OAuth server answered ${answered.status} and led nowhere`);
  if (url.origin !== origin) return location;
  if (url.pathname === signInPath) return signInFirst(params);
  if (url.pathname === '/auth/error') return refusedPath(url.searchParams.get('error') ?? '');
  return location;
};

const signInFirst = (params: URLSearchParams): string =>
  `/sign-in?next=${encodeURIComponent(`/oauth/continue?${params}`)}`;

const refusedPath = (error: string): string => `/oauth/refused?${new URLSearchParams({ error })}`;
