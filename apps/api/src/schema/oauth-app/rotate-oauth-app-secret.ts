import { findOwnApp } from '@flattr/domain/oauth/read-apps';
import { rotateAppSecret } from '@flattr/domain/oauth/rotate-app-secret';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import { type AppParts, appPayload, secretDescription } from './payload.ts';

const input = builder.inputType('RotateOAuthAppSecretInput', {
  description: 'The app whose secret is to be another.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The app’s `id`.' }) }),
});

const payload = appPayload(
  'RotateOAuthAppSecretPayload',
  '`APP_UNKNOWN`, `APP_PUBLIC`; `SHOWN_ONCE` where the request is asked again with its idempotency key',
);

builder.objectField(payload, 'secret', (t) =>
  t.string({ nullable: true, description: secretDescription, resolve: ({ secret }) => secret }),
);

builder.mutationField('rotateOAuthAppSecret', (t) =>
  t.field({
    type: payload,
    description:
      'Gives a confidential OAuth app of the viewer a new secret; the old one is void at once, its tokens stay. For a signed-in person only.',
    authScopes: { session: true },
    extensions: { shownOnce: ['secret'] } satisfies ShownOnce,
    args: { input: t.arg({ type: input, required: true, description: 'Which app.' }) },
    resolve: (_root, args, asking) =>
      answer<AppParts>(async (parts) => {
        const { id } = args.input;
        parts.secret = await rotateAppSecret(asking.platform, signedIn(asking), id);
        Object.assign(parts, { app: await findOwnApp(asking.platform, signedIn(asking), id) });
      }),
  }),
);
