import { changeCard } from '@flattr/domain/payments/change-card';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { keyInput } from '../key-input.ts';

type Parts = { checkoutUrl: string };

const payload = builder.objectRef<Answer<Parts>>('ChangeCardPayload').implement({
  description: 'Where to save a card.',
  fields: (t) => ({
    checkoutUrl: t.string({
      nullable: true,
      description:
        'The provider’s page on which the viewer saves a card, and from which they come back to `/me/budget`; null if it was refused.',
      resolve: ({ checkoutUrl }) => checkoutUrl,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`TOO_MANY_CARDS\` from the eleventh within 24 hours on.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const input = keyInput('ChangeCardInput');

builder.mutationField('changeCard', (t) =>
  t.field({
    type: payload,
    description:
      'Opens the page on which the viewer saves a card in place of the one that they have, or their first; nothing is paid. It takes the other’s place when the provider says that it is saved. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, description: 'Optional.' }) },
    resolve: (_root, _args, asking) =>
      answer<Parts>(async (parts) => {
        parts.checkoutUrl = (await changeCard(asking.platform, signedIn(asking))).url;
      }),
  }),
);
