import type { OAuthApp } from '@flattr/domain/oauth/read-apps';
import { builder } from '../builder.ts';
import { userRef } from '../user/type.ts';

export const oauthAppRef = builder.objectRef<OAuthApp>('OAuthApp').implement({
  description:
    'A program that acts for people who agreed to it, by OAuth 2.1. Everybody sees who it says it is; its owner manages it as `MyOAuthApp`.',
  fields: (t) => ({
    clientId: t.exposeString('clientId', { description: 'The `client_id` that it sends. It never changes.' }),
    name: t.exposeString('name', {
      description: 'Its name, 1 to 100 characters, as its owner wrote it or as it calls itself.',
    }),
    website: t.string({
      nullable: true,
      description:
        'The address of its web page; null for an app of this instance’s own, or one that registered itself and named none.',
      resolve: ({ website }) => website || null,
    }),
    owner: t.prismaField({
      type: userRef,
      nullable: true,
      description:
        'Who registered it; null for an app of this instance’s own, and for one that registered itself, for which nobody vouches.',
      resolve: (query, { ownerId }, _args, { platform }) =>
        ownerId ? platform.db.user.findUnique({ ...query, where: { id: ownerId } }) : null,
    }),
    isOfInstance: t.exposeBoolean('isOurs', {
      description:
        'Whether it is this instance’s own, such as `flattr-cli`. Where it is not and has no `owner`, it registered itself: show the host to which it leads back.',
    }),
  }),
});

export const myOAuthAppRef = builder.objectRef<OAuthApp>('MyOAuthApp').implement({
  description: 'An app that the viewer registered, without its secret, which nobody can read again.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Its id, for `editOAuthApp`, `rotateOAuthAppSecret` and `deleteOAuthApp`.',
    }),
    app: t.field({
      type: oauthAppRef,
      description: 'The app as everybody sees it.',
      resolve: (app) => app,
    }),
    redirectUris: t.exposeStringList('redirectUris', {
      description:
        'Where codes may be sent to. An app asks with one of them, letter by letter; on `localhost`, `127.0.0.1` and `[::1]` the port may be another.',
    }),
    isConfidential: t.exposeBoolean('isConfidential', {
      description:
        'Whether it has a secret and keeps it: a program on a server. What runs in a browser, on a phone or a desk is public and has none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
  }),
});
