import type { Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';
import { createToken } from './create-token.ts';
import { endBudget } from './end-budget.ts';
import { flattrThing } from './flattr-thing.ts';
import { fundWallet } from './fund-wallet.ts';
import { revokeToken } from './revoke-token.ts';
import { setBudget } from './set-budget.ts';
import { setUpPayouts } from './set-up-payouts.ts';
import { undoFlattr } from './undo-flattr.ts';

/** Every form of our pages, by where it is sent. */
export const addForms = (app: Hono<WebEnv>): void => {
  app.post('/flattr', (c) => flattrThing(c));
  app.post('/flattr/undo', (c) => undoFlattr(c));
  app.post('/me/budget', (c) => setBudget(c));
  app.post('/me/budget/end', (c) => endBudget(c));
  app.post('/me/wallet/fund', (c) => fundWallet(c));
  app.post('/me/earnings/set-up', (c) => setUpPayouts(c));
  app.post('/me/tokens', (c) => createToken(c));
  app.post('/me/tokens/revoke', (c) => revokeToken(c));
  // A form that was refused stands at its own address; opened again, that leads to its page.
  for (const [form, page] of Object.entries(pageOfForm)) app.get(form, (c) => c.redirect(page, 303));
};

const pageOfForm = {
  '/flattr/undo': '/flattr',
  '/me/budget/end': '/me/budget',
  '/me/wallet/fund': '/me/budget',
  '/me/earnings/set-up': '/me/earnings',
  '/me/tokens/revoke': '/me/tokens',
};
