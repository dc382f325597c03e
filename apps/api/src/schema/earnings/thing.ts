import type { EarningsMonth } from '@flattr/domain/payouts/read-earnings';
import type { EarningsThing } from '@flattr/domain/payouts/read-earnings-things';
import {
  type DefaultConnectionArguments,
  type ResolveCursorConnectionArgs,
  resolveCursorConnection,
} from '@pothos/plugin-relay';
import type { Asking } from '../../asking.ts';
import { builder } from '../builder.ts';
import { cursorOfPlace, placeOfCursor } from '../largest-first.ts';
import { moneyRef } from '../money/type.ts';
import { thingRef } from '../thing/type.ts';
import { totalOf, withTotal } from '../total-count.ts';

export const earningsThingRef = builder.objectRef<EarningsThing>('EarningsThing').implement({
  description: 'What one thing brought the viewer in a month and currency.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      description: 'The thing.',
      resolve: (query, { thingId }, _args, { platform }) =>
        platform.db.thing.findUniqueOrThrow({ ...query, where: { id: thingId } }),
    }),
    amount: t.field({
      type: moneyRef,
      description: 'What came to the viewer: the sum of its shares, or of the viewer’s part of each.',
      resolve: ({ amount }) => amount,
    }),
    basisPoints: t.exposeInt('basisPoints', {
      description:
        'Of each 10,000 micros that it was given, as many as these came to the viewer: 10,000 where all of it did, less where it was shared by a split.',
    }),
    flattrs: t.exposeInt('flattrs', { description: 'From how many flattrs in this currency.' }),
  }),
});

export const earningsThingEdge = builder.edgeObject({ name: 'EarningsThingEdge', type: earningsThingRef });

export const earningsThingConnection = builder.connectionObject(
  {
    name: 'EarningsThingConnection',
    type: earningsThingRef,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are on all pages together.',
        resolve: totalOf,
      }),
    }),
  },
  earningsThingEdge,
);

/** A page of the things that brought somebody something in a month. */
export const pageOfThings = (
  { ownPages }: Asking,
  month: EarningsMonth,
  args: DefaultConnectionArguments,
) => {
  const read = async ({ before, after, limit, inverted }: ResolveCursorConnectionArgs) => [
    ...(await ownPages.earningsThings(month, {
      smallerThan: placeOfCursor(after),
      largerThan: placeOfCursor(before),
      most: limit,
      from: inverted ? 'smallest' : 'largest',
    })),
  ];
  const toCursor = ({ amount, thingId }: EarningsThing) => cursorOfPlace({ micros: amount.micros, thingId });
  return withTotal(resolveCursorConnection({ args, defaultSize: 20, maxSize: 100, toCursor }, read), () =>
    ownPages.earningsThingsCount(month),
  );
};
