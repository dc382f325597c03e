import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import { newId, type ThingId, type UserId } from '@flattr/domain/ids';
import fc from 'fast-check';
import type { Command } from '../command.ts';
import { isOwn, type Model, monthAfter, monthAt, opens, pick } from '../model.ts';

type Wanted = 'whichever' | 'this' | 'next' | '2026-10';
type Input = {
  readonly person: number;
  /** Undefined is a thing that nobody registered. */
  readonly thing: number | undefined;
  readonly weight: number | undefined;
  readonly wanted: Wanted;
};

const wanted = fc.oneof(
  { arbitrary: fc.constantFrom<Wanted>('whichever', 'this'), weight: 8 },
  { arbitrary: fc.constantFrom<Wanted>('next', '2026-10'), weight: 1 },
);

const monthWanted = ({ now }: Model, asked: Wanted): string | undefined => {
  if (asked === 'whichever') return undefined;
  if (asked === 'this') return monthAt(now);
  return asked === 'next' ? monthAfter(monthAt(now)) : asked;
};

/** The flattr of this month that is meant, if there is one. */
const find = (model: Model, { person, thing }: Pick<Input, 'person' | 'thing'>) =>
  model.flattrs.find(
    (flattr) =>
      flattr.month === monthAt(model.now) &&
      flattr.person === pick(model.people, person) &&
      thing !== undefined &&
      flattr.thing === pick(model.things, thing),
  );

const closed = (model: Model, asked: Wanted): boolean => {
  opens(model, monthAt(model.now));
  return monthWanted(model, asked) !== undefined && monthWanted(model, asked) !== monthAt(model.now);
};

const inWords = (asked: Wanted) => (asked === 'whichever' ? '' : ` for ${asked} month`);

const ids = ({ people, things }: Model, { person, thing }: Pick<Input, 'person' | 'thing'>) => ({
  personId: pick(people, person).id as UserId,
  thingId: thing === undefined ? newId<ThingId>() : (pick(things, thing).id as ThingId),
});

export const flattrs: Command<Input> = {
  often: 16,
  input: fc.record({
    person: fc.nat(5),
    thing: fc.oneof({ arbitrary: fc.nat(7), weight: 20 }, { arbitrary: fc.constant(undefined), weight: 1 }),
    weight: fc.oneof(
      { arbitrary: fc.constantFrom(undefined, 1, 2, 3, 7, 10), weight: 12 },
      { arbitrary: fc.constantFrom(0, 11, 1.5), weight: 1 },
    ),
    wanted,
  }),
  says: ({ person, thing, weight = 1, wanted: asked }) =>
    `person ${person} flattrs ${thing === undefined ? 'what nobody registered' : `thing ${thing}`} ×${weight}${inWords(asked)}`,
  refuses: (model, input) => {
    const { weight = 1 } = input;
    if (![1, 2, 3, 7, 10].includes(weight)) return 'weight-out-of-range';
    if (closed(model, input.wanted)) return 'month-closed';
    if (input.thing === undefined) return 'thing-unknown';
    const [person, thing] = [pick(model.people, input.person), pick(model.things, input.thing)];
    if (isOwn(model, person, thing, monthAt(model.now))) return 'own-thing';
    return find(model, input) ? 'already-flattred' : undefined;
  },
  does: async ({ platform }, model, input) => {
    const { personId, thingId } = ids(model, input);
    const month = monthWanted(model, input.wanted);
    const stands = await flattrThing(platform, personId, { thingId, weight: input.weight, month });
    if (stands !== monthAt(model.now)) throw new Error(`the flattr stands in ${stands}`);
  },
  applies: (model, { person, thing = 0, weight = 1 }) => {
    const of = { person: pick(model.people, person), thing: pick(model.things, thing) };
    model.flattrs.push({ ...of, weight, month: monthAt(model.now) });
  },
};

export const undoes: Command<Omit<Input, 'weight'>> = {
  often: 2,
  input: fc.record({ person: fc.nat(5), thing: fc.nat(7), wanted }),
  says: ({ person, thing, wanted: asked }) => `person ${person} undoes thing ${thing}${inWords(asked)}`,
  refuses: (model, input) => {
    if (closed(model, input.wanted)) return 'month-closed';
    return find(model, input) ? undefined : 'not-flattred';
  },
  does: ({ platform }, model, input) => {
    const { personId, thingId } = ids(model, input);
    return undoFlattr(platform, personId, { thingId, month: monthWanted(model, input.wanted) });
  },
  applies: (model, input) => {
    const gone = find(model, input);
    const month = monthAt(model.now);
    for (const one of model.standing) {
      if (one.person === gone?.person && one.thing === gone.thing && one.fired < month) one.fired = month;
    }
    model.flattrs = model.flattrs.filter((flattr) => flattr !== gone);
  },
};
