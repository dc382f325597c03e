import { builder } from '../builder.ts';
import { viewerRef } from './type.ts';

builder.queryField('viewer', (t) =>
  t.prismaField({
    type: viewerRef,
    nullable: true,
    description: 'Who asks, by a session or a token; null when nobody is signed in.',
    resolve: (query, _root, _args, { platform, viewer }) =>
      viewer ? platform.db.user.findUnique({ ...query, where: { id: viewer.userId } }) : null,
  }),
);
