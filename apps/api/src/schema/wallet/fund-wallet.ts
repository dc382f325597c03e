import type { Money } from '@flattr/domain/money';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { keyInput } from '../key-input.ts';
import { moneyRef } from '../money/type.ts';

type Parts = { checkoutUrl: string; amount: Money };

const payload = builder.objectRef<Answer<Parts>>('FundWalletPayload').implement({
  description: 'Where to pay.',
  fields: (t) => ({
    checkoutUrl: t.string({
      nullable: true,
      description:
        'The provider’s page on which the viewer pays, and from which they come back to `/me/budget`; null if it was refused.',
      resolve: ({ checkoutUrl }) => checkoutUrl,
    }),
    amount: t.field({
      type: moneyRef,
      nullable: true,
      description: 'What will be charged: the budget times its months at once.',
      resolve: ({ amount }) => amount,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`NO_BUDGET\`, \`TOO_MANY_PAYMENTS\` from the eleventh within 24 hours on.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const input = keyInput('FundWalletInput');

builder.mutationField('fundWallet', (t) =>
  t.field({
    type: payload,
    description:
      'Starts a payment into the viewer’s wallet, for as many months at once as the budget says. The wallet is credited when the provider says that the money is there. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, description: 'Optional.' }) },
    resolve: (_root, _args, asking) =>
      answer<Parts>(async (parts) => {
        const { url, amount } = await fundWallet(asking.platform, signedIn(asking));
        Object.assign(parts, { checkoutUrl: url, amount });
      }),
  }),
);
