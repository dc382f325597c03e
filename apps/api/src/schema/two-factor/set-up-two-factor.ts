import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import type { ProvenLately } from '../proven-lately.ts';

const input = builder.inputType('SetUpTwoFactorInput', {
  description: 'That it is the viewer who sets it up.',
  fields: (t) => ({
    password: t.string({ required: true, description: 'The viewer’s password; empty for who has none.' }),
  }),
});

type Parts = { secret: string; uri: string; recoveryCodes: readonly string[] };

const payload = builder.objectRef<Answer<Parts>>('SetUpTwoFactorPayload').implement({
  description: 'What the authenticator app is given.',
  fields: (t) => ({
    secret: t.string({
      nullable: true,
      description: 'The secret in base32, shown this once; null if it was refused.',
      resolve: ({ secret }) => secret,
    }),
    uri: t.string({
      nullable: true,
      description: 'The same as an `otpauth:` address that the app opens; null if it was refused.',
      resolve: ({ uri }) => uri,
    }),
    recoveryCodes: t.stringList({
      description:
        'Ten codes, each good once in the place of the app, shown this once: only their hashes are kept. Empty if it was refused.',
      resolve: ({ recoveryCodes = [] }) => [...recoveryCodes],
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`REAUTHENTICATION_NEEDED\`, \`EMAIL_UNVERIFIED\`, \`TOO_MANY_ATTEMPTS\`, \`WRONG_PASSWORD\`, \`TWO_FACTOR_ON\`; \`SHOWN_ONCE\` where the request is asked again with its idempotency key.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('setUpTwoFactor', (t) =>
  t.field({
    type: payload,
    description:
      'Draws the secret of an authenticator app. It counts once a code of it was given at `/auth/two-factor/on`. For a signed-in person only.',
    authScopes: { session: true },
    extensions: {
      provenLately: true,
      shownOnce: ['secret', 'uri', 'recoveryCodes'],
    } satisfies ShownOnce & ProvenLately,
    args: { input: t.arg({ type: input, required: true, description: 'Who sets it up.' }) },
    resolve: (_root, args, { signingIn: { auth, from } }) =>
      answer<Parts>(async (parts) => {
        Object.assign(parts, await auth.setUpTwoFactor(args.input.password, from));
      }),
  }),
);
