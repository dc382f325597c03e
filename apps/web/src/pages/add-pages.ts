import type { Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';
import { showBudget } from './budget.ts';
import { showEarnings } from './earnings.ts';
import { showFlattr } from './flattr.ts';
import { showFront } from './front.ts';
import { showJoin } from './join.ts';
import { showMailbox } from './mailbox.ts';
import { showMyMonth } from './my-month.ts';
import { showSettledMonth } from './settled-month.ts';
import { showSettledMonths } from './settled-months.ts';
import { showSignIn } from './sign-in.ts';
import { showThing } from './thing.ts';
import { showTokens } from './tokens.ts';
import { showUser } from './user.ts';

/** Every address that shows a page. None of them changes anything. */
export const addPages = (app: Hono<WebEnv>): void => {
  app.get('/', (c) => showFront(c));
  app.get('/join', (c) => showJoin(c));
  app.get('/sign-in', (c) => showSignIn(c));
  app.get('/t/:uuid/:slug?', (c) => showThing(c));
  app.get('/u/:handle', (c) => showUser(c));
  app.get('/flattr', (c) => showFlattr(c));
  app.get('/me/month', (c) => showMyMonth(c));
  app.get('/me/budget', (c) => showBudget(c));
  app.get('/me/earnings', (c) => showEarnings(c));
  app.get('/me/tokens', (c) => showTokens(c));
  app.get('/months', (c) => showSettledMonths(c));
  app.get('/months/:month', (c) => showSettledMonth(c));
  app.get('/dev/mail', (c) => showMailbox(c));
};
