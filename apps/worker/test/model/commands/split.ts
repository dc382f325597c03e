import type { ThingId, UserId } from '@flattr/domain/ids';
import type { RefusalCode } from '@flattr/domain/refusal';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { declineSplit } from '@flattr/domain/splits/decline-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { withdrawSplit } from '@flattr/domain/splits/withdraw-split';
import fc from 'fast-check';
import type { Command } from '../command.ts';
import { type Model, monthAt, opens, pick, type Someone, type Split } from '../model.ts';

/** Basis points of the first, second and third beneficiary, and what is wrong with them. */
type Points = { readonly parts: readonly number[]; readonly refused?: RefusalCode };

export const halves: Points = { parts: [5_000, 5_000] };

const points: readonly Points[] = [
  halves,
  { parts: [9_999, 1] },
  { parts: [6_667, 3_333] },
  { parts: [3_333, 3_333, 3_334] },
  { parts: [10_000] },
  { parts: [5_000, 4_999], refused: 'split-not-whole' },
  { parts: [10_000, 0], refused: 'basis-points-out-of-range' },
];

type Proposed = {
  readonly thing: number;
  /** Undefined is the thing's creator. */
  readonly by: number | undefined;
  readonly people: readonly number[];
  readonly of: Points;
  readonly stranger: boolean;
};

const proposerOf = ({ people, things }: Model, { thing, by }: Proposed): Someone =>
  by === undefined ? pick(things, thing).creator : pick(people, by);

const named = ({ people }: Model, { people: indices, of }: Proposed): readonly Someone[] =>
  of.parts.map((_, index) => pick(people, indices[index] ?? 0));

/** In force from the month that the clock is in, once nobody's word is missing. */
const enforces = (model: Model, split: Split): void => {
  if (split.parts.some(({ accepted }) => !accepted)) return;
  Object.assign(split, { state: 'IN FORCE', from: monthAt(model.now) });
  model.enforced.push(split);
};

export const proposesSplit: Command<Proposed, string> = {
  often: 5,
  input: fc.record({
    thing: fc.nat(7),
    by: fc.oneof({ arbitrary: fc.constant(undefined), weight: 8 }, { arbitrary: fc.nat(5), weight: 1 }),
    people: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 3, maxLength: 3 }),
    of: fc.constantFrom(...points),
    stranger: fc.constantFrom(...Array.from({ length: 12 }, (_, index) => index === 0)),
  }),
  says: ({ thing, by, people, of, stranger }) =>
    `${by === undefined ? 'its creator' : `person ${by}`} proposes to share thing ${thing} as ${of.parts} among ${people}${stranger ? ' and a stranger' : ''}`,
  refuses: (model, input) => {
    if (input.of.refused === 'basis-points-out-of-range') return input.of.refused;
    const people = named(model, input);
    // The stranger stands in the place of the first.
    const known = input.stranger ? people.slice(1) : people;
    if (new Set(known).size < known.length) return 'beneficiary-twice';
    if (input.of.refused) return input.of.refused;
    opens(model, monthAt(model.now));
    if (proposerOf(model, input) !== pick(model.things, input.thing).creator) return 'not-your-thing';
    return input.stranger ? 'beneficiary-unknown' : undefined;
  },
  does: ({ platform }, model, input) => {
    const handles = named(model, input).map(({ name }) => name);
    if (input.stranger) handles[0] = 'stranger';
    const parts = input.of.parts.map((basisPoints, index) => ({ handle: handles[index] ?? '', basisPoints }));
    const thingId = pick(model.things, input.thing).id as ThingId;
    return proposeSplit(platform, proposerOf(model, input).id as UserId, { thingId, parts });
  },
  applies: (model, input, id) => {
    const [thing, proposer] = [pick(model.things, input.thing), proposerOf(model, input)];
    for (const other of model.splits) {
      if (other.thing === thing && other.state === 'OPEN') other.state = 'ENDED';
    }
    const parts = named(model, input).map((person, index) => ({
      person,
      points: input.of.parts[index] ?? 0,
      accepted: person === proposer,
    }));
    const split: Split = { id, thing, proposer, parts, state: 'OPEN', from: '' };
    model.splits.push(split);
    enforces(model, split);
  },
};

type Answer = {
  readonly split: number;
  /** Of all that were ever proposed, or of those that are open. */
  readonly any: boolean;
  /** Whose word it is: a beneficiary's, or anybody's. */
  readonly by: number;
  readonly anybody: boolean;
};

const answer = fc.record({
  split: fc.nat(9),
  any: fc.constantFrom(false, false, false, true),
  by: fc.nat(5),
  anybody: fc.constantFrom(false, false, false, true),
});

const candidates = ({ splits }: Model, { any }: Answer) =>
  any ? splits : splits.filter(({ state }) => state === 'OPEN');

const meant = (model: Model, input: Answer): Split => pick(candidates(model, input), input.split);

const whose = (model: Model, input: Answer): Someone => {
  const missing = meant(model, input).parts.filter(({ accepted }) => !accepted);
  if (input.anybody || missing.length === 0) return pick(model.people, input.by);
  return pick(missing, input.by).person;
};

const inWords = ({ split, any, by, anybody }: Answer) =>
  `${any ? 'any' : 'open'} proposal ${split} by ${anybody ? 'person' : 'beneficiary'} ${by}`;

const partOf = (model: Model, input: Answer) =>
  meant(model, input).parts.find(({ person }) => person === whose(model, input));

const command = (often: number, verb: string) => ({
  often,
  input: answer,
  says: (input: Answer) => `${verb}: ${inWords(input)}`,
  possible: (model: Model, input: Answer) => candidates(model, input).length > 0,
});

const ends = (model: Model, input: Answer): void => {
  meant(model, input).state = 'ENDED';
};

export const acceptsSplit: Command<Answer> = {
  ...command(8, 'accepted'),
  refuses: (model, input) => {
    opens(model, monthAt(model.now));
    const part = partOf(model, input);
    if (!part) return 'proposal-unknown';
    if (meant(model, input).state === 'ENDED') return 'proposal-ended';
    return part.accepted ? 'already-accepted' : undefined;
  },
  does: ({ platform }, model, input) =>
    acceptSplit(platform, whose(model, input).id as UserId, meant(model, input).id),
  applies: (model, input) => {
    const [split, part] = [meant(model, input), partOf(model, input)];
    if (part) part.accepted = true;
    enforces(model, split);
  },
};

const refusesToEnd = (model: Model, input: Answer, theirs: boolean): RefusalCode | undefined => {
  const { state } = meant(model, input);
  if (!theirs) return 'proposal-unknown';
  if (state === 'ENDED') return 'proposal-ended';
  return state === 'IN FORCE' ? 'split-in-force' : undefined;
};

export const declinesSplit: Command<Answer> = {
  ...command(1, 'declined'),
  refuses: (model, input) => refusesToEnd(model, input, partOf(model, input) !== undefined),
  does: ({ platform }, model, input) =>
    declineSplit(platform, whose(model, input).id as UserId, meant(model, input).id),
  applies: ends,
};

const withdrawer = (model: Model, input: Answer): Someone =>
  input.anybody ? pick(model.people, input.by) : meant(model, input).proposer;

export const withdrawsSplit: Command<Answer> = {
  ...command(1, 'withdrawn'),
  refuses: (model, input) =>
    refusesToEnd(model, input, withdrawer(model, input) === meant(model, input).proposer),
  does: ({ platform }, model, input) =>
    withdrawSplit(platform, withdrawer(model, input).id as UserId, meant(model, input).id),
  applies: ends,
};
