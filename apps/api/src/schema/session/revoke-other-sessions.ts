import { endOtherSessions } from '@flattr/domain/users/end-other-sessions';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { keyInput } from '../key-input.ts';

type Parts = { endedCount: number };

const payload = builder.objectRef<Answer<Parts>>('RevokeOtherSessionsPayload').implement({
  description: 'That the other sessions are over.',
  fields: (t) => ({
    endedCount: t.int({
      nullable: true,
      description: 'How many there were; null if it was refused.',
      resolve: ({ endedCount }) => endedCount,
    }),
    errors: t.field({
      type: [refusalRef],
      description: errorsDescription,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const input = keyInput('RevokeOtherSessionsInput');

builder.mutationField('revokeOtherSessions', (t) =>
  t.field({
    type: payload,
    description:
      'Ends every session of the viewer but the one that this is asked with. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, description: 'Optional.' }) },
    resolve: (_root, _args, asking) =>
      answer<Parts>(async (parts) => {
        const kept = asking.viewer?.session?.id ?? '';
        parts.endedCount = await endOtherSessions(asking.platform, signedIn(asking), kept);
      }),
  }),
);
