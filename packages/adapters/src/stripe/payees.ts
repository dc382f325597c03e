import type { PaymentGateway } from '@flattr/domain/ports';
import type Stripe from 'stripe';

/** The accounts of creators, and the page where they fill them in. */
export const payees = (
  stripe: Stripe,
): Pick<PaymentGateway, 'createPayee' | 'startOnboarding' | 'fetchPayee'> => ({
  createPayee: async ({ userId, email, country, reference }) => {
    const account = await stripe.accounts.create(
      {
        type: 'express',
        country,
        email,
        capabilities: { transfers: { requested: true } },
        metadata: { user: userId },
      },
      { idempotencyKey: reference },
    );
    return payeeOf(account);
  },
  startOnboarding: async ({ accountId, returnUrl }) => {
    const link = await stripe.accountLinks.create({
      account: accountId,
      type: 'account_onboarding',
      return_url: returnUrl,
      refresh_url: returnUrl,
    });
    return link.url;
  },
  fetchPayee: async (accountId) => payeeOf(await stripe.accounts.retrieve(accountId)),
});

const payeeOf = (account: Stripe.Account) => ({
  id: account.id,
  payoutsEnabled: account.payouts_enabled && account.capabilities?.transfers === 'active',
});
