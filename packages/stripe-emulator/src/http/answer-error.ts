import type { Request } from './environment.ts';
import { StripeFault } from './stripe-fault.ts';

/** Answers what a route throws: a refusal in Stripe's words, anything else as the emulator's own failure. */
export function answerError(error: Error, c: Request): Response {
  if (error instanceof StripeFault) {
    // Asking again only brings the saved answer again.
    if (error.status === 500 && error.began) c.header('stripe-should-retry', 'false');
    return c.json({ error: error.body }, error.status);
  }
  console.error(error);
  return c.json({ error: { type: 'api_error', message: 'The emulator failed: see its log.' } }, 500);
}
