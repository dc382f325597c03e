import { dismissSuggestion } from '@flattr/domain/listens/dismiss-suggestion';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';

const input = builder.inputType('DismissSuggestionInput', {
  description: 'A suggestion that is not wanted.',
  fields: (t) => ({
    url: t.string({ required: true, description: 'The suggestion’s `url`, as it was given.' }),
  }),
});

type Parts = { dismissedUrl: string };

const payload = builder.objectRef<Answer<Parts>>('DismissSuggestionPayload').implement({
  description: 'What is suggested no more.',
  fields: (t) => ({
    dismissedUrl: t.string({
      nullable: true,
      description: 'The `url` that is suggested no more this month; null if it was refused.',
      resolve: ({ dismissedUrl }) => dismissedUrl,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`SUGGESTION_UNKNOWN\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('dismissSuggestion', (t) =>
  t.field({
    type: payload,
    description:
      'Suggests something to the viewer no more this month, however often they play it. For a token: scope `LISTENS_WRITE`.',
    authScopes: { scope: 'listens:write' },
    args: { input: t.arg({ type: input, required: true, description: 'Which suggestion.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        await dismissSuggestion(asking.platform, signedIn(asking), args.input.url);
        parts.dismissedUrl = args.input.url;
      }),
  }),
);
