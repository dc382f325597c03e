import { setUpPayouts } from '@flattr/domain/payouts/set-up-payouts';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import type { ProvenLately } from '../proven-lately.ts';

const input = builder.inputType('SetUpPayoutsInput', {
  description: 'Where the creator’s bank is.',
  fields: (t) => ({
    country: t.string({
      required: true,
      description: 'Two letters by ISO 3166-1, such as `DE`. It cannot be changed later.',
    }),
  }),
});

type Parts = { onboardingUrl: string };

const payload = builder.objectRef<Answer<Parts>>('SetUpPayoutsPayload').implement({
  description: 'Where to go on.',
  fields: (t) => ({
    onboardingUrl: t.string({
      nullable: true,
      description:
        'The provider’s page on which the viewer fills the account in, and from which they come back to `/me/earnings`; null if it was refused.',
      resolve: ({ onboardingUrl }) => onboardingUrl,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`REAUTHENTICATION_NEEDED\`, \`PAYOUTS_ALREADY_SET_UP\`, \`EMAIL_UNVERIFIED\`, \`COUNTRY_UNKNOWN\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('setUpPayouts', (t) =>
  t.field({
    type: payload,
    description:
      'Opens the viewer’s account at the payment provider, or goes on filling it in. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { provenLately: true } satisfies ProvenLately,
    args: { input: t.arg({ type: input, required: true, description: 'Where the bank is.' }) },
    resolve: (_root, { input: { country } }, asking) =>
      answer<Parts>(async (parts) => {
        parts.onboardingUrl = await setUpPayouts(asking.platform, signedIn(asking), country);
      }),
  }),
);
