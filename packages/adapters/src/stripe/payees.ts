import type { Payee, PayeeState, PaymentGateway } from '@flattr/domain/ports';
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
        // What is transferred stays there until we send it to the bank, so that each payout has one outcome.
        settings: { payouts: { schedule: { interval: 'manual' } } },
        metadata: { user: userId },
      },
      { idempotencyKey: reference },
    );
    return payeeOf(account);
  },
  startOnboarding: async ({ accountId, returnUrl, refreshUrl }) => {
    const link = await stripe.accountLinks.create({
      account: accountId,
      type: 'account_onboarding',
      return_url: returnUrl,
      refresh_url: refreshUrl,
    });
    return link.url;
  },
  fetchPayee: async (accountId) => payeeOf(await stripe.accounts.retrieve(accountId)),
});

const payeeOf = (account: Stripe.Account): Payee => ({
  id: account.id,
  state: stateOf(account),
  requirements: [
    ...new Set([...(account.requirements?.past_due ?? []), ...(account.requirements?.currently_due ?? [])]),
  ],
  disabledReason: account.requirements?.disabled_reason ?? undefined,
});

const stateOf = (account: Stripe.Account): PayeeState => {
  const { requirements, details_submitted: submitted, payouts_enabled: enabled } = account;
  if (enabled && account.capabilities?.transfers === 'active') return 'READY';
  if (!submitted) return 'NOT_FINISHED';
  const due = (requirements?.currently_due ?? []).length + (requirements?.past_due ?? []).length;
  if (due > 0) return 'REQUIREMENTS_DUE';
  const reason = requirements?.disabled_reason;
  return reason && reason !== 'requirements.pending_verification' ? 'RESTRICTED' : 'CHECKING';
};
