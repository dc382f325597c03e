import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { answerError } from '../http/answer-error.ts';
import { authenticate } from '../http/authenticate.ts';
import type { Environment } from '../http/environment.ts';
import { StripeFault } from '../http/stripe-fault.ts';
import { callControl, isControl } from './call-control.ts';
import { createControl } from './control.ts';

/** `POST /_emulator/<control>` with the secret key and the control's arguments as JSON. */
export function controlRoutes(emulator: Emulator) {
  const control = createControl(emulator);
  const app = new Hono<Environment>();
  app.use(authenticate(emulator.secretKey, emulator.store));
  app.post('/:name', async (c) => {
    const name = c.req.param('name');
    if (!isControl(name)) {
      const message = `There is no control ${name}.`;
      throw new StripeFault(404, { type: 'invalid_request_error', message }, false);
    }
    return c.json(await callControl(control, name, await c.req.json()));
  });
  app.onError(answerError);
  return app;
}
