import { countGivenFlattrs } from '@flattr/domain/flattrs/count-given-flattrs';
import {
  type FlattrPlace,
  type GivenFlattr,
  readGivenFlattrs,
} from '@flattr/domain/flattrs/read-given-flattrs';
import { isId } from '@flattr/domain/ids';
import {
  type DefaultConnectionArguments,
  type ResolveCursorConnectionArgs,
  resolveCursorConnection,
} from '@pothos/plugin-relay';
import { type Asking, signedIn } from '../../asking.ts';
import { badInput } from '../../graphql-errors.ts';
import { builder } from '../builder.ts';
import { moneyRef } from '../money/type.ts';
import { thingRef } from '../thing/type.ts';

export const flattrRef = builder.objectRef<GivenFlattr>('Flattr').implement({
  description: 'One of the viewer’s own flattrs: nobody else sees it.',
  fields: (t) => ({
    thing: t.field({ type: thingRef, description: 'What was flattred.', resolve: ({ thing }) => thing }),
    month: t.expose('month', { type: 'Month', description: 'The month in which it counts.' }),
    weight: t.exposeInt('weight', { description: 'How much it counts in the split of the budget, 1 to 10.' }),
    flattredAt: t.expose('flattredAt', { type: 'DateTime', description: 'When.' }),
    worthSoFar: t.field({
      type: moneyRef,
      nullable: true,
      description:
        'An estimate: what it would become if the month were cut now, the fee taken off; 0 where it would not count. Null without a budget, and for a month that is over: `Viewer.months` has what became of that.',
      resolve: async ({ month, thing }, _args, asking) =>
        month === (await asking.currentMonth()) ? asking.worthSoFar(thing.id) : null,
    }),
  }),
});

export const flattrEdge = builder.edgeObject({ name: 'FlattrEdge', type: flattrRef });

export const flattrConnection = builder.connectionObject(
  {
    name: 'FlattrConnection',
    type: flattrRef,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are in all.',
        resolve: (_page, _args, { platform, viewer }) =>
          viewer ? countGivenFlattrs(platform.pool, viewer.userId) : 0,
      }),
    }),
  },
  flattrEdge,
);

/** A page of the viewer’s flattrs, newest first. */
export const pageOfFlattrs = async (asking: Asking, args: DefaultConnectionArguments) => {
  const read = async ({ before, after, limit, inverted }: ResolveCursorConnectionArgs) => [
    ...(await readGivenFlattrs(asking.platform, signedIn(asking), {
      after: placeOf(after),
      before: placeOf(before),
      most: limit,
      from: inverted ? 'oldest' : 'newest',
    })),
  ];
  const toCursor = ({ place }: { readonly place: FlattrPlace }) =>
    Buffer.from(`${place.at}:${place.thingId}`).toString('base64');
  return resolveCursorConnection({ args, defaultSize: 20, maxSize: 100, toCursor }, read);
};

const placeOf = (cursor: string | undefined): FlattrPlace | undefined => {
  if (cursor === undefined) return undefined;
  const [, at, thingId] = /^(\d{1,16}):(.{36})$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (at === undefined || thingId === undefined || !isId(thingId))
    throw badInput('This is not a cursor of flattrs.');
  return { at, thingId };
};
