import type { GraphQLResolveInfo, SelectionNode } from 'graphql';
import { builder } from '../builder.ts';
import { viewerRef } from './type.ts';

builder.queryField('viewer', (t) =>
  t.prismaField({
    type: viewerRef,
    nullable: true,
    description: 'Who asks, by a session or a token; null when nobody is signed in.',
    resolve: (query, _root, _args, { platform, viewer }, info) => {
      if (!viewer) return null;
      const id: string = viewer.userId;
      if (asksFlattrsAlone(info)) return { id } as ViewerRow;
      return platform.db.user.findUnique({ ...query, where: { id } });
    },
  }),
);

type ViewerRow = typeof viewerRef.$inferType;

/** Who asks for the viewer’s flattrs and nothing else needs no row of the viewer: it is one statement. */
const asksFlattrsAlone = ({ fieldNodes, fragments }: GraphQLResolveInfo): boolean => {
  const isOfFlattrs = (selection: SelectionNode): boolean => {
    if (selection.kind === 'Field')
      return selection.name.value === 'flattrsGiven' || selection.name.value === '__typename';
    const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
    return inner?.selectionSet.selections.every(isOfFlattrs) ?? false;
  };
  return fieldNodes.every(({ selectionSet }) => selectionSet?.selections.every(isOfFlattrs) ?? false);
};
