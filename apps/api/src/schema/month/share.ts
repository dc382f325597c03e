import type { ThingPlace } from '@flattr/domain/payouts/read-earnings-things';
import type { FlattrShare } from '@flattr/domain/settlement/read-month-shares';
import {
  type DefaultConnectionArguments,
  type ResolveCursorConnectionArgs,
  resolveCursorConnection,
} from '@pothos/plugin-relay';
import { builder } from '../builder.ts';
import { cursorOfPlace, placeOfCursor } from '../largest-first.ts';
import { moneyRef } from '../money/type.ts';
import { thingRef } from '../thing/type.ts';
import { totalOf, withTotal } from '../total-count.ts';
import { fateOf, flattrFateRef } from './fate.ts';

export const shareRef = builder.objectRef<FlattrShare>('Share').implement({
  description: 'What one of the viewer’s flattrs of a settled month became.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      description: 'What was flattred.',
      resolve: (query, { thingId }, _args, { platform }) =>
        platform.db.thing.findUniqueOrThrow({ ...query, where: { id: thingId } }),
    }),
    weight: t.exposeInt('weight', { description: 'How much it counted, 1 to 10.' }),
    flattredAt: t.expose('flattredAt', { type: 'DateTime', description: 'When.' }),
    fate: t.field({
      type: flattrFateRef,
      description: 'Whether it counted.',
      resolve: fateOf,
    }),
    amount: t.field({
      type: moneyRef,
      description:
        'What the thing was given, the fee taken off; 0 where the flattr did not count or nothing was spent.',
      resolve: ({ share }) => share,
    }),
  }),
});

export const shareEdge = builder.edgeObject({ name: 'ShareEdge', type: shareRef });

export const shareConnection = builder.connectionObject(
  {
    name: 'ShareConnection',
    type: shareRef,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many there are on all pages together.',
        resolve: totalOf,
      }),
    }),
  },
  shareEdge,
);

/** A page of one month's shares, which are in order. */
export const pageOfShares = async (shares: readonly FlattrShare[], args: DefaultConnectionArguments) => {
  const read = ({ before, after, limit, inverted }: ResolveCursorConnectionArgs) => {
    const [from, to] = [placeOfCursor(after), placeOfCursor(before)];
    const within = shares.filter(
      (share) => (!from || isBefore(from, placeOf(share))) && (!to || isBefore(placeOf(share), to)),
    );
    return inverted ? within.toReversed().slice(0, limit) : within.slice(0, limit);
  };
  const toCursor = (share: FlattrShare) => cursorOfPlace(placeOf(share));
  return withTotal(
    resolveCursorConnection({ args, defaultSize: 20, maxSize: 100, toCursor }, read),
    () => shares.length,
  );
};

const placeOf = ({ share, thingId }: FlattrShare): ThingPlace => ({ micros: share.micros, thingId });

const isBefore = (one: ThingPlace, other: ThingPlace): boolean =>
  one.micros === other.micros ? one.thingId < other.thingId : one.micros > other.micros;
