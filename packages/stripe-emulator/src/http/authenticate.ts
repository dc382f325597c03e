import { createMiddleware } from 'hono/factory';
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

/** Lets only requests with the configured secret key through, and none in the name of a connected account. */
export function authenticate(secretKey: string) {
  return createMiddleware<Environment>(async (c, next) => {
    const key = keyOf(c.req.header('authorization') ?? '');
    if (!key)
      throw refuse('You did not provide an API key: use the Authorization header, Bearer YOUR_SECRET_KEY.');
    if (key !== secretKey) throw refuse(`Invalid API Key provided: ${veil(key)}`);
    if (c.req.header('stripe-account')) {
      const message = 'The emulator does not act for connected accounts: send no Stripe-Account header.';
      throw new StripeFault(400, { type: 'invalid_request_error', message }, false);
    }
    await next();
  });
}
