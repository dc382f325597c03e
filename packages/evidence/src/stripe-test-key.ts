/** The key of a test mode of Stripe, where there is one: a suite that can ask Stripe itself asks it then, too. */
export const stripeTestKey = (): string | undefined => {
  const key = process.env.STRIPE_SECRET_KEY;
  return key?.startsWith('sk_test_') ? key : undefined;
};
