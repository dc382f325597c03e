import { builder } from '../builder.ts';
import { viewerRef } from '../viewer/type.ts';
import { pageOfSuggestions, suggestionConnection, suggestionEdge, suggestionRef } from './type.ts';

builder.prismaObjectFields(viewerRef, (t) => ({
  suggestions: t.connection(
    {
      type: suggestionRef,
      description:
        'What the viewer played this month and may want to flattr, most played first, as their player told it to `/1/submit-listens` (docs/integrate/music.md). Without what they flattred this month, dismissed, have a part in, and what does not take part.',
      resolve: (_viewer, args, asking) => pageOfSuggestions(asking, args),
    },
    suggestionConnection,
    suggestionEdge,
  ),
}));
