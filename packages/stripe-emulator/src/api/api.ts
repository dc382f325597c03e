import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { authenticate } from '../http/authenticate.ts';
import type { Environment } from '../http/environment.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import { balance } from './balance.ts';
import { checkoutSessions } from './checkout-sessions.ts';
import { connect } from './connect.ts';
import { customers } from './customers.ts';
import { events } from './events.ts';
import { payments } from './payments.ts';

/** Everything under `/v1`; what is not built answers as an address that Stripe does not have. */
export function api(emulator: Emulator) {
  const app = new Hono<Environment>();
  app.use(authenticate(emulator.secretKey));
  for (const routes of [customers, checkoutSessions, payments, balance, connect, events]) {
    app.route('/', routes(emulator));
  }
  app.all('*', (c) => {
    const asked = `${c.req.method}: ${c.req.path}`;
    const message = `Unrecognized request URL (${asked}). The emulator does not build it.`;
    throw new StripeFault(404, { type: 'invalid_request_error', message }, false);
  });
  app.onError((error, c) => {
    if (error instanceof StripeFault) return c.json({ error: error.body }, error.status);
    console.error(error);
    const message = 'The emulator failed: see its log.';
    return c.json({ error: { type: 'api_error', message } }, 500);
  });
  return app;
}
