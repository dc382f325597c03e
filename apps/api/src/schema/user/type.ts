import { builder } from '../builder.ts';

export const userRef = builder.prismaNode('User', {
  id: { field: 'id' },
  description: 'A person who joined, as everybody sees them. What they flattr is nobody else’s to see.',
  fields: (t) => ({
    handle: t.exposeString('handle', {
      description:
        'The name in addresses, `/u/<handle>`: 2 to 30 small letters, digits and hyphens; `left:` and the id of somebody who left, which is no address.',
    }),
    name: t.exposeString('name', {
      description: 'The name as they write it; `Somebody who left` of who did.',
    }),
    joinedAt: t.expose('createdAt', { type: 'DateTime', description: 'When they joined.' }),
    things: t.relatedConnection('things', {
      cursor: 'id',
      totalCount: true,
      description: 'The things that they registered, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});
