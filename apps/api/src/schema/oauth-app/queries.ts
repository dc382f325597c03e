import { findApp, readApps } from '@flattr/domain/oauth/read-apps';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { viewerRef } from '../viewer/type.ts';
import { myOAuthAppRef, oauthAppRef } from './type.ts';

builder.queryField('oauthApp', (t) =>
  t.field({
    type: oauthAppRef,
    nullable: true,
    description: 'An OAuth app by its `client_id`, as who it introduces itself; null if there is none.',
    args: {
      clientId: t.arg.string({ required: true, description: 'The `client_id`, as the app sends it.' }),
    },
    resolve: async (_root, { clientId }, { platform }) => (await findApp(platform, clientId)) ?? null,
  }),
);

builder.prismaObjectFields(viewerRef, (t) => ({
  oauthApps: t.field({
    type: [myOAuthAppRef],
    authScopes: { session: true },
    description:
      'The OAuth apps that the viewer registered, newest first, at most 50. For a signed-in person only.',
    resolve: async (_viewer, _args, asking) => [...(await readApps(asking.platform, signedIn(asking)))],
  }),
}));
