import { isScope, type Scope, scopes } from '@flattr/domain/access/token';
import { builder } from '../builder.ts';
import { upperSnake } from '../upper-snake.ts';

const descriptions: Readonly<Record<Scope, string>> = {
  'me:read': 'Read the viewer’s budget, flattrs and months, and whether they flattred a thing.',
  'flattr:write': 'Flattr for the viewer, and undo it.',
  'things:write': 'Register things of the viewer.',
  'earnings:read': 'Read what the viewer’s things earned.',
  'listens:write': 'Tell what the viewer played, which becomes suggestions and never flattrs.',
  'claims:write':
    'Start claims of the viewer to sites, have them looked at, and read them; neither withdraw one nor refuse flattrs.',
  'webhooks:manage':
    'Make, change and delete the viewer’s webhook endpoints and read their log; what tells of payouts with `EARNINGS_READ` alone.',
};

export const scopeRef = builder.enumType('Scope', {
  description:
    'What a token, of a person’s own or of an OAuth app, may do. Whatever is public needs no scope; money needs a signed-in person.',
  values: Object.fromEntries(
    scopes.map((scope) => [upperSnake(scope), { value: scope, description: descriptions[scope] }]),
  ),
});

export const tokenRef = builder.prismaObject('Token', {
  description: 'A personal access token, without its secret, which nobody can read again.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, for `revokeToken`.' }),
    name: t.exposeString('name', { description: 'What it is for, as its owner wrote it.' }),
    scopes: t.field({
      type: [scopeRef],
      description: 'What it may do.',
      resolve: (token) => token.scopes.filter(isScope),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used; null if never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it stands.',
    }),
  }),
});
