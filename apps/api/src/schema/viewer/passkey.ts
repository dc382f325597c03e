import { builder } from '../builder.ts';

builder.prismaObject('Passkey', {
  description: 'A passkey with which the viewer signs in; the key itself stays on the device.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, by which it is removed at `/auth/passkey/remove`.' }),
    name: t.string({
      description: 'The browser that made it, in words.',
      select: { name: true },
      resolve: ({ name }) => name ?? 'A passkey',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});
