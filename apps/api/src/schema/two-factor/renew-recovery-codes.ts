import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import type { ProvenLately } from '../proven-lately.ts';

const input = builder.inputType('RenewRecoveryCodesInput', {
  description: 'That it is the viewer who renews them.',
  fields: (t) => ({
    password: t.string({ required: true, description: 'The viewer’s password; empty for who has none.' }),
  }),
});

type Parts = { recoveryCodes: readonly string[] };

const payload = builder.objectRef<Answer<Parts>>('RenewRecoveryCodesPayload').implement({
  description: 'The new codes.',
  fields: (t) => ({
    recoveryCodes: t.stringList({
      description:
        'Ten codes, each good once in the place of the app, shown this once: only their hashes are kept. Empty if it was refused.',
      resolve: ({ recoveryCodes = [] }) => [...recoveryCodes],
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`REAUTHENTICATION_NEEDED\`, \`TOO_MANY_ATTEMPTS\`, \`TWO_FACTOR_OFF\`, \`WRONG_PASSWORD\`; \`SHOWN_ONCE\` where the request is asked again with its idempotency key.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('renewRecoveryCodes', (t) =>
  t.field({
    type: payload,
    description:
      'Draws ten recovery codes; those before are good for nothing from then on. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { provenLately: true, shownOnce: ['recoveryCodes'] } satisfies ShownOnce & ProvenLately,
    args: { input: t.arg({ type: input, required: true, description: 'Who renews them.' }) },
    resolve: (_root, args, { signingIn: { auth, from } }) =>
      answer<Parts>(async (parts) => {
        parts.recoveryCodes = await auth.renewRecoveryCodes(args.input.password, from);
      }),
  }),
);
