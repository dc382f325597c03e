import { builder } from '../builder.ts';
import { claimRef } from '../claim/type.ts';

builder.prismaObject('Site', {
  description:
    'An origin, or a folder of it, that is the viewer’s. What is registered under it is theirs, whoever registers it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id.' }),
    url: t.exposeString('url', { description: 'Its address, with the host in punycode. It ends in `/`.' }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when it is theirs.' }),
    claim: t.field({
      type: claimRef,
      description: 'The claim that it stands on: while that is not `STANDING`, nothing is paid.',
      select: { claimId: true },
      resolve: ({ claimId }, _args, { platform }) =>
        platform.db.claim.findUniqueOrThrow({ where: { id: claimId } }),
    }),
  }),
});
