import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';

const input = builder.inputType('AnswerOAuthRequestInput', {
  description: 'What the viewer answers an app that asks to act for them.',
  fields: (t) => ({
    request: t.string({
      required: true,
      description: 'The whole query of the address `/oauth/consent` that the app’s request led to.',
    }),
    allow: t.boolean({ required: true, description: 'Whether the app may do all that it asks for.' }),
  }),
});

type Parts = { redirectTo: string };

const payload = builder.objectRef<Answer<Parts>>('AnswerOAuthRequestPayload').implement({
  description: 'Where the browser goes on to.',
  fields: (t) => ({
    redirectTo: t.string({
      nullable: true,
      description:
        'The app’s redirect URI with a code, or with `error=access_denied`; null if it was refused.',
      resolve: ({ redirectTo }) => redirectTo,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`REQUEST_STALE\`; \`SHOWN_ONCE\` where the request is asked again with its idempotency key.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('answerOAuthRequest', (t) =>
  t.field({
    type: payload,
    description:
      'Answers an OAuth app that sent the viewer’s browser here: what the page `/oauth/consent` does. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { shownOnce: ['redirectTo'] } satisfies ShownOnce,
    args: { input: t.arg({ type: input, required: true, description: 'The answer.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        parts.redirectTo = await asking.answerOAuthRequest(args.input);
      }),
  }),
);
