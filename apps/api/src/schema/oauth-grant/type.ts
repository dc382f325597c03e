import { isScope } from '@flattr/domain/access/token';
import { offline } from '@flattr/domain/oauth/oauth-token';
import { findApp } from '@flattr/domain/oauth/read-apps';
import { type OAuthGrant, readGrants } from '@flattr/domain/oauth/read-grants';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { oauthAppRef } from '../oauth-app/type.ts';
import { scopeRef } from '../token/type.ts';
import { viewerRef } from '../viewer/type.ts';

const grantRef = builder.objectRef<OAuthGrant>('OAuthGrant').implement({
  description: 'An OAuth app that the viewer agreed may act for them.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, for `disconnectOAuthApp`.' }),
    app: t.field({
      type: oauthAppRef,
      description: 'The app.',
      resolve: async ({ clientId }, _args, { platform }) => {
        const app = await findApp(platform, clientId);
        if (!app) throw new Error(`the app ${clientId} went without what was agreed to with it`);
        return app;
      },
    }),
    scopes: t.field({
      type: [scopeRef],
      description: 'All that was agreed to so far.',
      resolve: ({ scopes }) => scopes.filter(isScope),
    }),
    isOffline: t.boolean({
      description: 'Whether it may go on while the viewer is away: it asked for `offline_access`.',
      resolve: ({ scopes }) => scopes.includes(offline),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was first agreed to.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it last asked for something, to the minute; null if never.',
    }),
  }),
});

builder.prismaObjectFields(viewerRef, (t) => ({
  oauthGrants: t.field({
    type: [grantRef],
    authScopes: { session: true },
    description:
      'The OAuth apps that are connected to the viewer, newest first. For a signed-in person only.',
    resolve: async (_viewer, _args, asking) => [...(await readGrants(asking.platform, signedIn(asking)))],
  }),
}));
