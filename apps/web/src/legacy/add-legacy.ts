import type { Handler, Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';
import { showOldThing } from './old-thing.ts';
import { showOldUser } from './old-user.ts';
import { submitAuto } from './submit-auto.ts';

/** The first Flattr's addresses, each a page or the way to one, with a slash at their end or without. None of them changes anything. */
export const addLegacy = (app: Hono<WebEnv>): void => {
  const add = (path: string, show: Handler<WebEnv>) => app.get(path, show).get(`${path}/`, show);
  add('/submit/auto', submitAuto);
  add('/thing/:id{[0-9]+}', (c) => showOldThing(c));
  add('/thing/:id{[0-9]+}/:slug', (c) => showOldThing(c));
  add('/profile/:user', (c) => showOldUser(c, c.req.param('user') ?? '', 'profile'));
  add('/:user{@[^/]+}', (c) => showOldUser(c, (c.req.param('user') ?? '').slice(1), 'profile'));
  add('/donation/give/to/:user', (c) => showOldUser(c, c.req.param('user') ?? '', 'donation'));
};
