import { createMiddleware } from 'hono/factory';
import type { Store } from '../store/store.ts';
import type { Environment } from './environment.ts';
import { StripeFault } from './stripe-fault.ts';

/** The key of `Bearer <key>`, or of Basic with the key as user, which Stripe takes too. */
function keyOf(authorization: string): string | undefined {
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme === 'Bearer') return value;
  if (scheme === 'Basic') return Buffer.from(value, 'base64').toString().split(':')[0];
  return undefined;
}

/** Shows the start and the end of a key, as Stripe does when it refuses one. */
function veil(key: string): string {
  return key.length > 12
    ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
    : '*'.repeat(key.length);
}

function refuse(message: string): StripeFault {
  return new StripeFault(401, { type: 'invalid_request_error', message }, false);
}

/** The nouns that a connected account has here. */
const ofAccounts = new Set(['balance', 'balance_transactions', 'events', 'payouts']);

/** What is said of an account that is not there, or has taken its permission back. */
export function noAccess(id: string, key: string): StripeFault {
  const message =
    `The provided key '${veil(key)}' does not have access to account '${id}' ` +
    '(or that account does not exist). Application access may have been revoked.';
  return new StripeFault(403, { type: 'invalid_request_error', code: 'account_invalid', message }, false);
}

/** The account of the Stripe-Account header, if the platform may act for it here. */
function actingFor(store: Store, id: string, path: string, key: string): string {
  if (!store.get('account', id) || store.get('deauthorization', id)) throw noAccess(id, key);
  if (ofAccounts.has(path.split('/')[2] ?? '')) return id;
  const message = `The emulator builds no connected account's ${path}: send no Stripe-Account header.`;
  throw new StripeFault(400, { type: 'invalid_request_error', message }, false);
}

/** Lets only requests with the configured secret key through, some of them in the name of a connected account. */
export function authenticate(secretKey: string, store: Store) {
  return createMiddleware<Environment>(async (c, next) => {
    const key = keyOf(c.req.header('authorization') ?? '');
    if (!key)
      throw refuse('You did not provide an API key: use the Authorization header, Bearer YOUR_SECRET_KEY.');
    if (key !== secretKey) throw refuse(`Invalid API Key provided: ${veil(key)}`);
    const account = c.req.header('stripe-account');
    c.set('account', account ? actingFor(store, account, c.req.path, key) : '');
    await next();
  });
}
