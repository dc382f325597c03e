import { createApp } from '@flattr/domain/oauth/create-app';
import { findOwnApp } from '@flattr/domain/oauth/read-apps';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import { type AppParts, appPayload, choicesCodes, choicesFields, secretDescription } from './payload.ts';

const input = builder.inputType('CreateOAuthAppInput', {
  description: 'An app to register.',
  fields: (t) => ({
    name: t.string({ required: true, description: choicesFields.name }),
    website: t.string({ required: true, description: choicesFields.website }),
    redirectUris: t.stringList({ required: true, description: choicesFields.redirectUris }),
    isConfidential: t.boolean({
      required: true,
      description: 'Whether it gets a secret, which only a program on a server can keep. It stays so.',
    }),
  }),
});

const payload = appPayload(
  'CreateOAuthAppPayload',
  `${choicesCodes}, \`TOO_MANY_APPS\`; \`SHOWN_ONCE\` where the request is asked again with its idempotency key`,
);

builder.objectField(payload, 'secret', (t) =>
  t.string({ nullable: true, description: secretDescription, resolve: ({ secret }) => secret }),
);

builder.mutationField('createOAuthApp', (t) =>
  t.field({
    type: payload,
    description: 'Registers an OAuth app of the viewer. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { shownOnce: ['secret'] } satisfies ShownOnce,
    args: { input: t.arg({ type: input, required: true, description: 'The app.' }) },
    resolve: (_root, args, asking) =>
      answer<AppParts>(async (parts) => {
        const { id, secret } = await createApp(asking.platform, signedIn(asking), args.input);
        Object.assign(parts, { app: await findOwnApp(asking.platform, signedIn(asking), id), secret });
      }),
  }),
);
