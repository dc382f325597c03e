import { editApp } from '@flattr/domain/oauth/edit-app';
import { findOwnApp } from '@flattr/domain/oauth/read-apps';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type AppParts, appPayload, choicesCodes, choicesFields } from './payload.ts';

const input = builder.inputType('EditOAuthAppInput', {
  description: 'How an app is from now on.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The app’s `id`.' }),
    name: t.string({ required: true, description: choicesFields.name }),
    website: t.string({ required: true, description: choicesFields.website }),
    redirectUris: t.stringList({ required: true, description: choicesFields.redirectUris }),
  }),
});

const payload = appPayload('EditOAuthAppPayload', `${choicesCodes}, \`APP_UNKNOWN\``);

builder.mutationField('editOAuthApp', (t) =>
  t.field({
    type: payload,
    description:
      'Changes an OAuth app of the viewer; its tokens stay as they are. For a signed-in person only.',
    authScopes: { session: true },
    args: { input: t.arg({ type: input, required: true, description: 'The app.' }) },
    resolve: (_root, args, asking) =>
      answer<AppParts>(async (parts) => {
        const { id, ...choices } = args.input;
        await editApp(asking.platform, signedIn(asking), id, choices);
        Object.assign(parts, { app: await findOwnApp(asking.platform, signedIn(asking), id) });
      }),
  }),
);
