import { endSession } from '@flattr/domain/users/end-session';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';

const input = builder.inputType('RevokeSessionInput', {
  description: 'A session to end.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The session’s `id`.' }) }),
});

const payload = builder.objectRef<Answer<object>>('RevokeSessionPayload').implement({
  description: 'That the session is over, or why not.',
  fields: (t) => ({
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`SESSION_UNKNOWN\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('revokeSession', (t) =>
  t.field({
    type: payload,
    description:
      'Ends a session of the viewer at once: whoever uses that browser has to sign in again. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which session.' }) },
    resolve: (_root, args, asking) =>
      answer<object>(() => endSession(asking.platform, signedIn(asking), args.input.id)),
  }),
);
