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
      if (needsNoRow(info)) return { id } as ViewerRow;
      return platform.db.user.findUnique({ ...query, where: { id } });
    },
  }),
);

type ViewerRow = typeof viewerRef.$inferType;

/** What is read by the viewer’s id, which who asks has brought. */
const readById: ReadonlySet<string> = new Set([
  '__typename',
  'budget',
  'earnings',
  'flattrsGiven',
  'fundingChoices',
  'monthSoFar',
  'months',
  'nextBudget',
  'splitInvitations',
  'standingFlattrs',
  'wallets',
]);

/** Who asks for such fields alone needs no row of the viewer: it is one statement less. */
const needsNoRow = ({ fieldNodes, fragments }: GraphQLResolveInfo): boolean => {
  const isReadById = (selection: SelectionNode): boolean => {
    if (selection.kind === 'Field') return readById.has(selection.name.value);
    const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
    return inner?.selectionSet.selections.every(isReadById) ?? false;
  };
  return fieldNodes.every(({ selectionSet }) => selectionSet?.selections.every(isReadById) ?? false);
};
