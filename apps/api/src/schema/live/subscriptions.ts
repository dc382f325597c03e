import { Refusal } from '@flattr/domain/refusal';
import { badInput, notFound } from '../../graphql-errors.ts';
import type { FlattrCount } from '../../live/watching.ts';
import { builder } from '../builder.ts';
import { monthArg } from '../month/month-arg.ts';
import { settlementRef } from '../month/settlement.ts';
import { findThing } from '../thing/find-thing.ts';
import { thingRef } from '../thing/type.ts';

const flattrCountRef = builder.objectRef<FlattrCount>('LiveFlattrCount').implement({
  description: 'How many flattrs a thing has in the month that the clock is in.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      description: 'The thing.',
      resolve: (query, { thingId }, _args, { platform }) =>
        platform.db.thing.findUniqueOrThrow({ ...query, where: { id: thingId } }),
    }),
    month: t.expose('month', { type: 'Month', description: 'In which month.' }),
    count: t.exposeInt('count', { description: 'How many flattrs it has in this month.' }),
  }),
});

builder.subscriptionField('thingFlattrCount', (t) =>
  t.field({
    type: flattrCountRef,
    description:
      'A thing’s flattrs of this month, at once and whenever they change. Errors: `BAD_USER_INPUT` for an address that is none, or without either argument; `NOT_FOUND` where nobody has registered it.',
    args: {
      url: t.arg.string({ description: 'Its address in any spelling.' }),
      thing: t.arg.id({ description: 'Its `id` or its `uuid`.' }),
    },
    subscribe: async (_root, args, { platform, watching, viewer }) => {
      const thingId = await findThing(platform, args).catch(notThere);
      return watching.flattrCount(viewer, thingId);
    },
    resolve: (count) => count,
  }),
);

/** What a mutation would be refused is no data here. */
const notThere = (error: unknown): never => {
  if (!(error instanceof Refusal)) throw error;
  throw error.code === 'thing-unknown' ? notFound(error.message) : badInput(error.message);
};

builder.subscriptionField('settlementProgress', (t) =>
  t.field({
    type: settlementRef,
    nullable: true,
    description:
      'How far the settlement of a month is, at once and whenever it has moved; null before the month has ended. It completes once the month is published. Errors: `BAD_USER_INPUT` for a malformed month.',
    args: { month: t.arg({ type: 'Month', required: true, description: 'Which month.' }) },
    subscribe: (_root, args, { watching, viewer }) => {
      const month = monthArg(args.month);
      if (!month) throw badInput('A month is written YYYY-MM.');
      return watching.settlement(viewer, month);
    },
    resolve: (progress) => progress,
  }),
);
