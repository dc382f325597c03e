import { Refusal } from '@flattr/domain/refusal';
import type { Auth } from '../auth.ts';

export type RequestAnswer = {
  /** The query of the page that asked, with its signature. */
  readonly request: string;
  readonly allow: boolean;
};

/** Tells an app what somebody who is signed in answered, and gives where their browser goes on to. Refuses `request-stale`. */
export const answerRequest = async (
  auth: Auth,
  origin: string,
  headers: Headers,
  { request, allow }: RequestAnswer,
): Promise<string> => {
  const answered = await auth.handle(
    new Request(`${origin}/auth/oauth2/consent`, {
      method: 'POST',
      headers: { cookie: headers.get('cookie') ?? '', origin, 'content-type': 'application/json' },
      body: JSON.stringify({ accept: allow, oauth_query: request.replace(/^\?/, '') }),
    }),
  );
  if (answered.status >= 500) throw new Error(`the OAuth server answered ${answered.status} to a consent`);
  const url = answered.ok ? URL.parse(goOn(await answered.json())) : null;
  if (!url || url.origin === origin) throw new Refusal('request-stale', ['request']);
  return url.href;
};

const goOn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'url' in body ? `${body.url}` : '';
