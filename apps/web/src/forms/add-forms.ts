import type { Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';
import { acceptSplit } from './accept-split.ts';
import { changeCard } from './change-card.ts';
import { checkClaim } from './check-claim.ts';
import { createToken } from './create-token.ts';
import { declineSplit } from './decline-split.ts';
import { endBudget } from './end-budget.ts';
import { flattrThing } from './flattr-thing.ts';
import { fundWallet } from './fund-wallet.ts';
import { leaveFlattr } from './leave-flattr.ts';
import { proposeSplit } from './propose-split.ts';
import { refundWallet } from './refund-wallet.ts';
import { refuseFlattrs } from './refuse-flattrs.ts';
import { removeCard } from './remove-card.ts';
import { requestPayout } from './request-payout.ts';
import { revokeToken } from './revoke-token.ts';
import { setBudget } from './set-budget.ts';
import { setUpPayouts } from './set-up-payouts.ts';
import { startClaim } from './start-claim.ts';
import { startStandingFlattr } from './start-standing-flattr.ts';
import { stopStandingFlattr } from './stop-standing-flattr.ts';
import { undoFlattr } from './undo-flattr.ts';
import { withdrawClaim } from './withdraw-claim.ts';
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
  app.post('/me/wallet/refund', (c) => refundWallet(c));
  app.post('/me/wallet/card', (c) => changeCard(c));
  app.post('/me/wallet/card/remove', (c) => removeCard(c));
  app.post('/me/earnings/set-up', (c) => setUpPayouts(c));
  app.post('/me/earnings/payout', (c) => requestPayout(c));
  app.post('/me/tokens', (c) => createToken(c));
  app.post('/me/tokens/revoke', (c) => revokeToken(c));
  app.post('/me/sites', (c) => startClaim(c));
  app.post('/me/sites/check', (c) => checkClaim(c));
  app.post('/me/sites/withdraw', (c) => withdrawClaim(c));
  app.post('/me/sites/refuse', (c) => refuseFlattrs(c));
  app.post('/me/leave', (c) => leaveFlattr(c));
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
  '/me/wallet/refund': '/me/budget',
  '/me/wallet/card': '/me/budget',
  '/me/wallet/card/remove': '/me/budget',
  '/me/earnings/set-up': '/me/earnings',
  '/me/earnings/payout': '/me/earnings',
  '/me/tokens/revoke': '/me/tokens',
  '/me/sites/check': '/me/sites',
  '/me/sites/withdraw': '/me/sites',
  '/me/sites/refuse': '/me/sites',
  '/me/splits/propose': '/me/splits',
  '/me/splits/accept': '/me/splits',
  '/me/splits/decline': '/me/splits',
  '/me/splits/withdraw': '/me/splits',
};
