import { add, type Money } from '@flattr/domain/money';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { moneyRef } from '../money/type.ts';

const input = builder.inputType('RefundWalletInput', {
  description: 'What shall go back.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'The currency of the wallet, of which all that is refundable goes back.',
    }),
  }),
});

type Parts = { amount: Money };

const payload = builder.objectRef<Answer<Parts>>('RefundWalletPayload').implement({
  description: 'What is on its way back.',
  fields: (t) => ({
    amount: t.field({
      type: moneyRef,
      nullable: true,
      description:
        'What has left the wallet, all refunds together: one for each payment that it came from; null if it was refused.',
      resolve: ({ amount }) => amount,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`CURRENCY_UNKNOWN\`, \`NOTHING_TO_REFUND\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('refundWallet', (t) =>
  t.field({
    type: payload,
    description:
      'Sends what the viewer’s wallet holds back to the cards that it came from, the newest payments first, without what a month that is being settled may spend. What becomes of it stands in `viewer.refunds`. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which wallet.' }) },
    resolve: (_root, { input: { currency } }, asking) =>
      answer<Parts>(async (parts) => {
        const [first, ...others] = await refundWallet(asking.platform, signedIn(asking), currency);
        if (first) {
          const amount = others.reduce((sum, other) => add(sum, other.amount), first.amount);
          Object.assign(parts, { amount });
        }
      }),
  }),
);
