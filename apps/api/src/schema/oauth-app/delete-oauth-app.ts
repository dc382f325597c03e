import { deleteApp } from '@flattr/domain/oauth/delete-app';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { errorsAlone } from './errors-alone.ts';

const input = builder.inputType('DeleteOAuthAppInput', {
  description: 'An app to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The app’s `id`.' }) }),
});

const payload = errorsAlone('DeleteOAuthAppPayload', 'Whether the app is gone.', '`APP_UNKNOWN`');

builder.mutationField('deleteOAuthApp', (t) =>
  t.field({
    type: payload,
    description:
      'Deletes an OAuth app of the viewer; it is connected to nobody any more, and all its tokens end at once. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'Which app.' }) },
    resolve: (_root, args, asking) =>
      answer<object>(() => deleteApp(asking.platform, signedIn(asking), args.input.id)),
  }),
);
