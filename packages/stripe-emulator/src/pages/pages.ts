import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import type { Environment } from '../http/environment.ts';
import { catchUp } from '../run-effect.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import { dashboardRoutes } from './dashboard-routes.ts';
import { messagePage } from './layout.ts';
import { onboardingRoutes } from './onboarding-routes.ts';

// No form-action: a form's redirect back to the shop would fall under it.
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** The pages for people: checkout, onboarding and the dashboard. None needs JavaScript, none may run any. */
export function pages(emulator: Emulator) {
  const app = new Hono<Environment>();
  app.use(async (c, next) => {
    await catchUp(emulator);
    await next();
    c.header('content-security-policy', policy);
    c.header('cache-control', 'no-store');
  });
  app.route('/', dashboardRoutes(emulator));
  app.route('/', checkoutRoutes(emulator));
  app.route('/', onboardingRoutes(emulator));
  app.all('*', (c) => {
    const link = { href: '/', text: 'Dashboard' };
    return c.html(messagePage('Nothing here', 'The emulator has no such page.', link), 404);
  });
  return app;
}
