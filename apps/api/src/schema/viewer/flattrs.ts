import { builder } from '../builder.ts';
import { flattrConnection, flattrEdge, flattrRef, pageOfFlattrs } from '../flattr/type.ts';
import { viewerRef } from './type.ts';

builder.prismaObjectFields(viewerRef, (t) => ({
  flattrsGiven: t.connection(
    {
      type: flattrRef,
      description: 'What the viewer flattred, in all months, newest first.',
      resolve: (_viewer, args, asking) => pageOfFlattrs(asking, args),
    },
    flattrConnection,
    flattrEdge,
  ),
}));
