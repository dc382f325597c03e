import type { Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';
import { acceptSplit } from './accept-split.ts';
import { createToken } from './create-token.ts';
import { declineSplit } from './decline-split.ts';
import { endBudget } from './end-budget.ts';
import { flattrThing } from './flattr-thing.ts';
import { fundWallet } from './fund-wallet.ts';
import { proposeSplit } from './propose-split.ts';
import { revokeToken } from './revoke-token.ts';
import { setBudget } from './set-budget.ts';
import { setUpPayouts } from './set-up-payouts.ts';
import { startStandingFlattr } from './start-standing-flattr.ts';
import { stopStandingFlattr } from './stop-standing-flattr.ts';
import { undoFlattr } from './undo-flattr.ts';
import { withdrawSplit } from './withdraw-split.ts';

/** Every form of our pages, by where it is sent. */
export const addForms = (app: Hono<WebEnv>): void => {
  app.post('/flattr', (c) => flattrThing(c));
  app.post('/flattr/undo', (c) => undoFlattr(c));
  app.post('/flattr/standing', (c) => startStandingFlattr(c));
  app.post('/flattr/standing/stop', (c) => stopStandingFlattr(c));
  app.post('/me/budget', (c) => setBudget(c));
  app.post('/me/budget/end', (c) => endBudget(c));
  app.post('/me/wallet/fund', (c) => fundWallet(c));
  app.post('/me/earnings/set-up', (c) => setUpPayouts(c));
  app.post('/me/tokens', (c) => createToken(c));
  app.post('/me/tokens/revoke', (c) => revokeToken(c));
  app.post('/me/splits/propose', (c) => proposeSplit(c));
  app.post('/me/splits/accept', (c) => acceptSplit(c));
  app.post('/me/splits/decline', (c) => declineSplit(c));
  app.post('/me/splits/withdraw', (c) => withdrawSplit(c));
  // A form that was refused stands at its own address; opened again, that leads to its page.
  for (const [form, page] of Object.entries(pageOfForm)) app.get(form, (c) => c.redirect(page, 303));
};

const pageOfForm = {
  '/flattr/undo': '/flattr',
  '/flattr/standing': '/flattr',
  '/flattr/standing/stop': '/flattr',
  '/me/budget/end': '/me/budget',
  '/me/wallet/fund': '/me/budget',
  '/me/earnings/set-up': '/me/earnings',
  '/me/tokens/revoke': '/me/tokens',
  '/me/splits/propose': '/me/splits',
  '/me/splits/accept': '/me/splits',
  '/me/splits/decline': '/me/splits',
  '/me/splits/withdraw': '/me/splits',
};
