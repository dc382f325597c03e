import { registerApp, registeredGrantTypes } from '@flattr/domain/oauth/register-app';
import type { Platform } from '@flattr/domain/platform';
import { Refusal, type RefusalCode } from '@flattr/domain/refusal';
import { throttle } from '../auth/throttle.ts';
import { TooManyAttempts } from '../auth/too-many-attempts.ts';
import { noStore, oauthError } from './oauth-error.ts';

/**
 * Registers the app that describes itself (RFC 7591), as a public one that nobody owns. What it says of itself beyond a name, a
 * page and redirect URIs is as if it were not there; the answer says what was kept.
 */
export const registerClient = async (
  platform: Platform,
  sent: Request,
  network: string | undefined,
): Promise<Response> => {
  try {
    if (!/^application\/json\b/i.test(sent.headers.get('content-type') ?? ''))
      throw new WrongMetadata('send application/json');
    await throttle(platform, { kind: 'register-app', network });
    const asked = toldMetadata(await sent.json().catch(() => undefined));
    const { id, createdAt, name, website, redirectUris } = await registerApp(platform, asked);
    return noStore(
      Response.json(
        {
          client_id: id,
          client_id_issued_at: Math.floor(createdAt.getTime() / 1000),
          client_name: name,
          ...(website && { client_uri: website }),
          redirect_uris: redirectUris,
          token_endpoint_auth_method: 'none',
          grant_types: registeredGrantTypes,
          response_types: ['code'],
        },
        { status: 201 },
      ),
    );
  } catch (error) {
    if (error instanceof TooManyAttempts) return tooMany(error);
    if (error instanceof WrongMetadata) return oauthError('invalid_client_metadata', error.message);
    const [code, sentence] = (error instanceof Refusal && refusals[error.code]) || [];
    if (!code || !sentence) throw error;
    return oauthError(code, sentence);
  }
};

/** What an app says of itself cannot be taken; the message says what of it. */
class WrongMetadata extends Error {}

/** What is read of a registration: the members that we keep, after a look at those that ask for more than we give. */
const toldMetadata = (body: unknown) => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new WrongMetadata('send one JSON object');
  const told = body as Readonly<Record<string, unknown>>;
  if ((told.token_endpoint_auth_method ?? 'none') !== 'none')
    throw new WrongMetadata(
      'token_endpoint_auth_method: an app that registers itself is public, so none; one with a secret is registered by its owner',
    );
  if (!holds(told.grant_types, 'authorization_code'))
    throw new WrongMetadata('grant_types: authorization_code, and refresh_token besides');
  if (!holds(told.response_types, 'code')) throw new WrongMetadata('response_types: code');
  const { client_name: name, client_uri: website = '', redirect_uris: redirectUris } = told;
  if (typeof website !== 'string') throw new Refusal('website-malformed');
  return {
    name: typeof name === 'string' ? name : '',
    website,
    redirectUris: isTexts(redirectUris) ? redirectUris : [],
  };
};

/** Whether a list that may be left out names this. */
const holds = (list: unknown, one: string): boolean =>
  list === undefined || (isTexts(list) && list.includes(one));

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** What the standard calls each refusal, and what is wrong, in the plain ASCII that it asks for. */
const refusals: Partial<Record<RefusalCode, readonly [string, string]>> = {
  'name-missing': ['invalid_client_metadata', 'client_name: 1 to 100 characters'],
  'website-malformed': ['invalid_client_metadata', 'client_uri: an http or https address, or left out'],
  'redirect-uris-out-of-range': ['invalid_redirect_uri', 'redirect_uris: a list of 1 to 10 addresses'],
  'redirect-uri-malformed': [
    'invalid_redirect_uri',
    'redirect_uris: each a whole https address as a browser writes it, without a fragment; http on localhost, 127.0.0.1 and [::1] alone',
  ],
};

const tooMany = ({ waitSeconds }: TooManyAttempts): Response => {
  const answer = oauthError(
    'temporarily_unavailable',
    'too many apps were registered from this network',
    429,
  );
  answer.headers.set('retry-after', `${waitSeconds}`);
  return answer;
};
