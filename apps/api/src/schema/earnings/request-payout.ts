import type { PayoutId } from '@flattr/domain/ids';
import { isCurrency } from '@flattr/domain/money';
import { requestPayout } from '@flattr/domain/payouts/request-payout';
import { Refusal } from '@flattr/domain/refusal';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';

const input = builder.inputType('RequestPayoutInput', {
  description: 'What shall be paid out.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'The currency of the balance, of which all that is available is paid out.',
    }),
  }),
});

type Parts = { payoutId: PayoutId };

const payload = builder.objectRef<Answer<Parts>>('RequestPayoutPayload').implement({
  description: 'The payout that was asked for.',
  fields: (t) => ({
    payout: t.prismaField({
      type: 'Payout',
      nullable: true,
      description: 'The payout, decided and on its way; null if it was refused.',
      resolve: (query, { payoutId }, _args, { platform }) =>
        payoutId ? platform.db.payout.findUnique({ ...query, where: { id: payoutId } }) : null,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`PAYOUTS_NOT_SET_UP\`, \`PAYOUTS_RESTRICTED\`, \`PAYOUT_UNDER_WAY\`, \`BELOW_MINIMUM\`, \`CURRENCY_UNKNOWN\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('requestPayout', (t) =>
  t.field({
    type: payload,
    description:
      'Pays out what the viewer has available in a currency now, instead of with the next month’s run: from the minimum, in whole minor units; the rest stays. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which balance.' }) },
    resolve: (_root, { input: { currency } }, asking) =>
      answer<Parts>(async (parts) => {
        if (!isCurrency(currency)) throw new Refusal('currency-unknown', ['currency']);
        parts.payoutId = await requestPayout(asking.platform, signedIn(asking), currency);
      }),
  }),
);
