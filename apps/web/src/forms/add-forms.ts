import type { Hono } from 'hono';
import type { WebEnv } from '../web-env.ts';
import { acceptSplit } from './accept-split.ts';
import { answerDevice } from './answer-device.ts';
import { answerRequest } from './answer-request.ts';
import { changeCard } from './change-card.ts';
import { webhookActs } from './change-webhook-endpoint.ts';
import { checkClaim } from './check-claim.ts';
import { createApp } from './create-app.ts';
import { createToken } from './create-token.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint.ts';
import { declineSplit } from './decline-split.ts';
import { deleteApp } from './delete-app.ts';
import { disconnectApp } from './disconnect-app.ts';
import { dismissSuggestion } from './dismiss-suggestion.ts';
import { editApp } from './edit-app.ts';
import { endBudget } from './end-budget.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { flattrThing } from './flattr-thing.ts';
import { fundWallet } from './fund-wallet.ts';
import { leaveFlattr } from './leave-flattr.ts';
import { proposeSplit } from './propose-split.ts';
import { refundWallet } from './refund-wallet.ts';
import { refuseFlattrs } from './refuse-flattrs.ts';
import { removeCard } from './remove-card.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { requestPayout } from './request-payout.ts';
import { revokeToken } from './revoke-token.ts';
import { rotateAppSecret } from './rotate-app-secret.ts';
import { setBudget } from './set-budget.ts';
import { setUpPayouts } from './set-up-payouts.ts';
import { setUpTwoFactor } from './set-up-two-factor.ts';
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
  app.post('/me/month/dismiss', (c) => dismissSuggestion(c));
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
  app.post('/me/webhooks', (c) => createWebhookEndpoint(c));
  for (const [name, act] of Object.entries(webhookActs)) {
    app.post(`/me/webhooks/${name}`, (c) => act(c));
    app.get(`/me/webhooks/${name}`, (c) => c.redirect('/me/webhooks', 303));
  }
  app.post('/oauth/consent', (c) => answerRequest(c));
  app.post('/device', (c) => answerDevice(c));
  app.post('/me/apps', (c) => createApp(c));
  app.post('/me/apps/disconnect', (c) => disconnectApp(c));
  app.post('/me/apps/rotate', (c) => rotateAppSecret(c));
  app.post('/me/apps/delete', (c) => deleteApp(c));
  app.post('/me/apps/:clientId{[0-9a-f-]{36}}', (c) => editApp(c, c.req.param('clientId')));
  app.post('/me/sites', (c) => startClaim(c));
  app.post('/me/sites/check', (c) => checkClaim(c));
  app.post('/me/sites/withdraw', (c) => withdrawClaim(c));
  app.post('/me/sites/refuse', (c) => refuseFlattrs(c));
  app.post('/me/security/sessions/end', (c) => endSession(c));
  app.post('/me/security/sessions/others', (c) => endOtherSessions(c));
  app.post('/me/security/two-factor', (c) => setUpTwoFactor(c));
  app.post('/me/security/recovery-codes', (c) => renewRecoveryCodes(c));
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
  '/me/month/dismiss': '/me/month',
  '/me/budget/end': '/me/budget',
  '/me/wallet/fund': '/me/budget',
  '/me/wallet/refund': '/me/budget',
  '/me/wallet/card': '/me/budget',
  '/me/wallet/card/remove': '/me/budget',
  '/me/earnings/set-up': '/me/earnings',
  '/me/earnings/payout': '/me/earnings',
  '/me/tokens/revoke': '/me/tokens',
  '/me/apps/disconnect': '/me/apps',
  '/me/apps/rotate': '/me/apps',
  '/me/apps/delete': '/me/apps',
  '/me/sites/check': '/me/sites',
  '/me/sites/withdraw': '/me/sites',
  '/me/sites/refuse': '/me/sites',
  '/me/security/sessions/end': '/me/security',
  '/me/security/sessions/others': '/me/security',
  '/me/security/recovery-codes': '/me/security/two-factor',
  '/me/splits/propose': '/me/splits',
  '/me/splits/accept': '/me/splits',
  '/me/splits/decline': '/me/splits',
  '/me/splits/withdraw': '/me/splits',
};
