import { removeCard } from '@flattr/domain/payments/remove-card';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { keyInput } from '../key-input.ts';

const payload = builder.objectRef<Answer<object>>('RemoveCardPayload').implement({
  description: 'That the card is gone, or why not.',
  fields: (t) => ({
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`NO_CARD\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const input = keyInput('RemoveCardInput');

builder.mutationField('removeCard', (t) =>
  t.field({
    type: payload,
    description:
      'Removes the viewer’s saved card, here and at the provider. The budget stays, and what is in the wallet counts; nothing fills it by itself any more. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, description: 'Optional.' }) },
    resolve: (_root, _args, asking) => answer<object>(() => removeCard(asking.platform, signedIn(asking))),
  }),
);
