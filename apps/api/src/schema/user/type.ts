import type { ShownUser } from '@flattr/domain/discovery/shown-thing';
import type { UserId } from '@flattr/domain/ids';
import { mayKnowThings, type Viewer } from '../../viewer.ts';
import { builder } from '../builder.ts';
import { monthArg } from '../month/month-arg.ts';

/** What a list of somebody's things has for whom; whose list it is decides by itself whose own things are in it. */
const listedFor = (viewer: Viewer | undefined) => {
  const published = { unpublishedAt: null };
  return viewer && mayKnowThings(viewer) ? { OR: [published, { creatorId: viewer.userId }] } : published;
};

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
    flattrsReceived: t.int({
      description:
        'How many flattrs their things got in a month, of all things that are theirs now; at most 5 seconds behind. It is public, as the count of each thing is. Errors: `BAD_USER_INPUT` for a malformed month.',
      args: {
        month: t.arg({ type: 'Month', description: 'Which month; by default the one that the clock is in.' }),
      },
      resolve: async ({ id }, args, asking) => {
        const month = monthArg(args.month) ?? (await asking.currentMonth());
        return asking.flattrsReceived({ month, userId: id as UserId });
      },
    }),
    things: t.relatedConnection('things', {
      cursor: 'id',
      totalCount: true,
      description:
        'The things that are theirs, newest first; what was taken off the net is there for themselves alone, and not for a token with neither `ME_READ` nor `THINGS_WRITE`.',
      query: (_args, { viewer }) => ({ orderBy: { id: 'desc' }, where: listedFor(viewer) }),
    }),
  }),
});

/** A user who was read by a statement of ours: the fields above take no column that this lacks. */
export const shownUser = (user: ShownUser | null) => user as typeof userRef.$inferType | null;
