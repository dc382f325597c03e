import { newId, type ThingId, type UserId } from '@flattr/domain/ids';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import { stopStandingFlattr } from '@flattr/domain/standing-flattrs/stop-standing-flattr';
import fc from 'fast-check';
import type { Command } from '../command.ts';
import { isOwn, type Model, monthAfter, monthAt, opens, pick, type Standing } from '../model.ts';

type Which = {
  readonly person: number;
  /** Undefined is a thing that nobody registered. */
  readonly thing: number | undefined;
};

type Input = Which & { readonly months: number | undefined; readonly weight: number | undefined };

const which = {
  person: fc.nat(5),
  thing: fc.oneof({ arbitrary: fc.nat(7), weight: 20 }, { arbitrary: fc.constant(undefined), weight: 1 }),
};

const ids = ({ people, things }: Model, { person, thing }: Which) => ({
  personId: pick(people, person).id as UserId,
  thingId: thing === undefined ? newId<ThingId>() : (pick(things, thing).id as ThingId),
});

const find = ({ people, things, standing }: Model, { person, thing }: Which): Standing | undefined =>
  standing.find(
    (one) => one.person === pick(people, person) && thing !== undefined && one.thing === pick(things, thing),
  );

const lastOf = (first: string, months: number): string => {
  let last = first;
  for (let month = 1; month < months; month++) last = monthAfter(last);
  return last;
};

const inWords = ({ person, thing }: Which) =>
  `person ${person}'s flattr of ${thing === undefined ? 'what nobody registered' : `thing ${thing}`}`;

export const startsStanding: Command<Input> = {
  often: 5,
  input: fc.record({
    ...which,
    months: fc.constantFrom(undefined, undefined, 3, 3, 6, 12, 2),
    weight: fc.constantFrom(undefined, undefined, 1, 4, 10, 11),
  }),
  says: ({ months, weight, ...of }) =>
    `${inWords(of)} repeats for ${months ?? 'all'} months, ×${weight ?? 'as it was'}`,
  refuses: (model, { months = 3, weight = 1, ...of }) => {
    if (months === 2) return 'standing-months-unknown';
    if (weight === 11) return 'weight-out-of-range';
    opens(model, monthAt(model.now));
    if (of.thing === undefined) return 'thing-unknown';
    const [person, thing] = [pick(model.people, of.person), pick(model.things, of.thing)];
    return isOwn(model, person, thing, monthAt(model.now)) ? 'own-thing' : undefined;
  },
  does: async ({ platform }, model, input) => {
    const { personId, thingId } = ids(model, input);
    const { months, weight } = input;
    await startStandingFlattr(platform, personId, { thingId, months, weight });
  },
  applies: (model, { person: index, thing: which = 0, months, weight: asked }) => {
    const [person, thing] = [pick(model.people, index), pick(model.things, which)];
    const month = monthAt(model.now);
    const known = find(model, { person: index, thing: which });
    const weight = asked ?? (known && !known.stopped ? known.weight : undefined);
    let flattr = model.flattrs.find(
      (one) => one.month === month && one.person === person && one.thing === thing,
    );
    if (!flattr) {
      flattr = { month, person, thing, weight: weight ?? 1 };
      model.flattrs.push(flattr);
    }
    const last = months === undefined ? undefined : lastOf(month, months);
    const terms = { weight: weight ?? flattr.weight, first: month, last, stopped: false, fired: month };
    if (known) Object.assign(known, terms);
    else model.standing.push({ person, thing, ...terms });
  },
};

export const stopsStanding: Command<Which> = {
  often: 2,
  input: fc.record(which),
  says: (of) => `${inWords(of)} repeats no more`,
  refuses: (model, of) => {
    const one = find(model, of);
    const over = one?.last !== undefined && one.last < monthAt(model.now);
    return !one || one.stopped || over ? 'not-standing' : undefined;
  },
  does: ({ platform }, model, of) => {
    const { personId, thingId } = ids(model, of);
    return stopStandingFlattr(platform, personId, thingId);
  },
  applies: (model, of) => {
    const one = find(model, of);
    if (one) one.stopped = true;
  },
};

/** What stands for a month fires in it, each once; for a month that is over nothing fires. */
export const fires = (model: Model, month: string): 'done' => {
  opens(model, monthAt(model.now));
  if (month !== monthAt(model.now)) return 'done';
  for (const one of model.standing) {
    const { person, thing, weight, last, stopped, fired } = one;
    if (stopped || fired >= month || (last !== undefined && last < month)) continue;
    one.fired = month;
    const there = model.flattrs.some(
      (flattr) => flattr.month === month && flattr.person === person && flattr.thing === thing,
    );
    if (!there && !isOwn(model, person, thing, month)) model.flattrs.push({ month, person, thing, weight });
  }
  return 'done';
};
