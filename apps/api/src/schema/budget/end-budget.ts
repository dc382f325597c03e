import { endBudget } from '@flattr/domain/budgets/end-budget';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { keyInput } from '../key-input.ts';

const payload = builder.objectRef<Answer<object>>('EndBudgetPayload').implement({
  description: 'That the giving has ended, or why not.',
  fields: (t) => ({
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`NO_BUDGET\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const input = keyInput('EndBudgetInput');

builder.mutationField('endBudget', (t) =>
  t.field({
    type: payload,
    description:
      'Ends the viewer’s giving, with this month already: nothing is shared out for it, and the card is not charged again. What is in the wallet stays theirs, and a new budget begins anew. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, description: 'Optional.' }) },
    resolve: (_root, _args, asking) => answer<object>(() => endBudget(asking.platform, signedIn(asking))),
  }),
);
