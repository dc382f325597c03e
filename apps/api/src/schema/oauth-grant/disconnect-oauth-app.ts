import { disconnectApp } from '@flattr/domain/oauth/disconnect-app';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { errorsAlone } from '../oauth-app/errors-alone.ts';

const input = builder.inputType('DisconnectOAuthAppInput', {
  description: 'An app to disconnect.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The `id` of the `OAuthGrant`.' }) }),
});

const payload = errorsAlone(
  'DisconnectOAuthAppPayload',
  'Whether the app is disconnected.',
  '`GRANT_UNKNOWN`',
);

builder.mutationField('disconnectOAuthApp', (t) =>
  t.field({
    type: payload,
    description:
      'Ends what the viewer agreed to with an OAuth app; all its tokens for them end at once. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which app.' }) },
    resolve: (_root, args, asking) =>
      answer<object>(() => disconnectApp(asking.platform, signedIn(asking), args.input.id)),
  }),
);
