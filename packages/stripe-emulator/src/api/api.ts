import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { playFaults } from '../faults/play-fault.ts';
import { answerError } from '../http/answer-error.ts';
import { authenticate } from '../http/authenticate.ts';
import type { Environment } from '../http/environment.ts';
import { logRequests } from '../http/request-log.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import { catchUp } from '../run-effect.ts';
import { balance } from './balance.ts';
import { checkoutSessions } from './checkout-sessions.ts';
import { connect } from './connect.ts';
import { customers } from './customers.ts';
import { disputes } from './disputes.ts';
import { events } from './events.ts';
import { paymentMethods } from './payment-methods.ts';
import { payments, setupIntents } from './payments.ts';
import { payouts } from './payouts.ts';
import { refunds } from './refunds.ts';
import { topups } from './topups.ts';
import { transfers } from './transfers.ts';

const nouns = [
  customers,
  checkoutSessions,
  payments,
  setupIntents,
  paymentMethods,
  refunds,
  disputes,
  balance,
  connect,
  transfers,
  payouts,
  topups,
  events,
];

/** Everything under `/v1`; what is not built answers as an address that Stripe does not have. */
export function api(emulator: Emulator) {
  const app = new Hono<Environment>();
  app.use(logRequests(emulator.requests));
  app.use(authenticate(emulator.secretKey, emulator.store));
  app.use(playFaults(emulator.faults));
  app.use(async (_, next) => {
    await catchUp(emulator);
    await next();
  });
  for (const routes of nouns) {
    app.route('/', routes(emulator));
  }
  app.all('*', (c) => {
    const asked = `${c.req.method}: ${c.req.path}`;
    const message = `Unrecognized request URL (${asked}). The emulator does not build it.`;
    throw new StripeFault(404, { type: 'invalid_request_error', message }, false);
  });
  app.onError(answerError);
  return app;
}
