import { Refusal } from '@flattr/domain/refusal';
import { refuseUnverified } from '@flattr/domain/users/refuse-unverified';
import { isAPIError } from 'better-auth/api';
import { cookiesOf, withoutCookie } from './cookies.ts';
import { type Core, inBackground } from './core.ts';
import { mailChanged } from './mails.ts';
import { openSession, type Step } from './open-session.ts';
import { requireProven } from './require-person.ts';
import type { SessionCookies } from './session-cookies.ts';
import type { From } from './sign-in.ts';
import { throttle } from './throttle.ts';

/** What the browser is asked to sign, and the cookie by which its answer is known. */
export type Ceremony = { readonly options: object; readonly cookies: SessionCookies };

const keysMax = 20;

/** Begins to sign in with a passkey, of whomever the browser has one. */
export const beginPasskey = async ({ api, names }: Core, { headers }: From): Promise<Ceremony> => {
  const bare = withoutCookie(headers, names.session);
  const begun = await api.generatePasskeyAuthenticationOptions({ headers: bare, returnHeaders: true });
  const options = { ...begun.response, userVerification: 'required' };
  return { options, cookies: begun.headers.getSetCookie() };
};

/**
 * Signs in with a passkey, which is two factors by itself: the device, and what unlocks it. Refuses `too-many-attempts`,
 * `passkey-refused`.
 */
export const signInByPasskey = async (core: Core, response: string, from: From): Promise<Step> => {
  const wentWell = await throttle(core.platform, { kind: 'sign-in', network: from.network });
  const body = { response: parsed(response) };
  const step = await openSession(core, from.headers, async (bare) => {
    const signed = await core.api
      .verifyPasskeyAuthentication({ body, headers: bare, returnHeaders: true })
      .catch(tellRefused);
    return { headers: signed.headers, email: signed.response.user.email };
  });
  await wentWell();
  return step;
};

/** Begins to add a passkey. Refuses `not-signed-in`, `reauthentication-needed`, `email-unverified`, `too-many-passkeys`. */
export const beginAdding = async (core: Core, from: From): Promise<Ceremony> => {
  await requireOwner(core, from);
  const headers = cookiesOf(from.headers);
  const begun = await core.api.generatePasskeyRegistrationOptions({
    headers,
    query: {},
    returnHeaders: true,
  });
  return { options: begun.response, cookies: begun.headers.getSetCookie() };
};

/** Adds a passkey under the name of the browser that made it. Refuses as `beginAdding` does, and `passkey-refused`. */
export const addPasskey = async (core: Core, response: string, name: string, from: From): Promise<void> => {
  const person = await requireOwner(core, from);
  const body = { response: parsed(response), name: name.slice(0, 100) };
  await core.api.verifyPasskeyRegistration({ body, headers: cookiesOf(from.headers) }).catch(tellRefused);
  inBackground(core, () => mailChanged(core.platform, person, 'a passkey was added'));
};

/** Removes a passkey of one's own. Refuses `not-signed-in`, `reauthentication-needed`, `passkey-unknown`. */
export const removePasskey = async (core: Core, id: string, from: From): Promise<void> => {
  const person = await requireProven(core, from);
  const removed = await core.platform.pool.query(
    'DELETE FROM passkeys WHERE id::text = $1 AND user_id = $2',
    [id, person.userId],
  );
  if (!removed.rowCount) throw new Refusal('passkey-unknown');
  inBackground(core, () => mailChanged(core.platform, person, 'a passkey was removed'));
};

const requireOwner = async (core: Core, from: From) => {
  const person = await requireProven(core, from);
  const { pool } = core.platform;
  await refuseUnverified(pool, person.userId);
  const { rowCount } = await pool.query('SELECT FROM passkeys WHERE user_id = $1', [person.userId]);
  if ((rowCount ?? 0) >= keysMax) throw new Refusal('too-many-passkeys');
  return person;
};

type Signed = NonNullable<Parameters<Core['api']['verifyPasskeyAuthentication']>[0]>['body']['response'];

/** What the browser gave, as far as its key can be looked up; the library checks the rest of it. */
const parsed = (response: string): Signed => {
  try {
    const given: Signed | null = JSON.parse(response);
    if (typeof given?.id === 'string' && typeof given.response === 'object') return given;
  } catch {}
  throw new Refusal('passkey-refused');
};

const tellRefused = (error: unknown): never => {
  throw isAPIError(error) ? new Refusal('passkey-refused') : error;
};
