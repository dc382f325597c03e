import type { ThingId } from '@flattr/domain/ids';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { monthArg } from '../month/month-arg.ts';
import { standingFlattrRef } from '../standing-flattr/type.ts';
import { countOf } from './counted.ts';
import { thingRef } from './type.ts';
import { viewerCanFlattr } from './viewer-can-flattr.ts';

builder.prismaObjectFields(thingRef, (t) => ({
  flattrsRefused: t.boolean({
    description:
      'Whether the owner of its site does not take part: then it has no page here and takes no flattrs.',
    resolve: ({ id }, _args, asking) => asking.flattrsRefused(id as ThingId),
  }),
  flattrCount: t.int({
    description:
      'The flattrs of a month, to the last one: who has just flattred is counted. Counts are public; who flattred is not. Errors: `BAD_USER_INPUT` for a malformed month.',
    args: {
      month: t.arg({ type: 'Month', description: 'Which month; by default the one that the clock is in.' }),
    },
    resolve: async (thing, args, asking) => {
      const wanted = monthArg(args.month);
      const known = countOf(thing, wanted);
      if (known !== undefined) return known;
      const month = wanted ?? (await asking.currentMonth());
      return asking.flattrCount({ month, thingId: thing.id as ThingId });
    },
  }),
  viewerHasFlattred: t.boolean({
    description:
      'Whether the viewer flattred it this month; false when nobody is signed in, and for a token with neither `ME_READ` nor `FLATTR_WRITE`.',
    resolve: (thing, _args, asking) => asking.viewerHasFlattred(thing.id as ThingId),
  }),
  viewerStandingFlattr: t.field({
    type: standingFlattrRef,
    nullable: true,
    description:
      'The viewer’s flattr of it that repeats each month; null where none stands, when nobody is signed in, and for a token with neither `ME_READ` nor `FLATTR_WRITE`.',
    resolve: (thing, _args, asking) => asking.viewerStandingFlattr(thing.id as ThingId),
  }),
  viewerCanFlattr: t.field({
    type: viewerCanFlattr,
    description: 'Whether the viewer may flattr it now.',
    resolve: ({ id, creatorId, unpublishedAt }) => ({ thingId: id as ThingId, creatorId, unpublishedAt }),
  }),
  worthSoFar: t.field({
    type: moneyRef,
    nullable: true,
    description:
      'An estimate: what the viewer’s flattr of it this month would become if the month were cut now, the fee taken off; 0 where it would not count. It changes with each flattr and each change of the budget. Null where the viewer has not flattred it, without a budget, when nobody is signed in, and for a token without `ME_READ`.',
    resolve: (thing, _args, asking) => asking.worthSoFar(thing.id as ThingId),
  }),
}));
