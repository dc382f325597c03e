import { Hono } from 'hono';
import { api } from './api/api.ts';
import { controlRoutes } from './control/control-routes.ts';
import type { Emulator } from './emulator.ts';
import type { Environment } from './http/environment.ts';
import { newId } from './objects/id.ts';
import { pages } from './pages/pages.ts';

/** The API and the pages as one app; every answer names its request. */
export function createApp(emulator: Emulator) {
  const app = new Hono<Environment>();
  app.use(async (c, next) => {
    c.set('requestId', newId('req'));
    await next();
    c.header('request-id', c.get('requestId'));
  });
  app.route('/v1', api(emulator));
  app.route('/_emulator', controlRoutes(emulator));
  app.route('/', pages(emulator));
  return app;
}
