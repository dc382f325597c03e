import type { ThingId } from '@flattr/domain/ids';
import type { MoveInput } from '@flattr/domain/things/move-step';
import { moveThing } from '@flattr/domain/things/move-thing';
import { type MoveResult, moveThings } from '@flattr/domain/things/move-things';
import { signedIn } from '../../asking.ts';
import { badInput } from '../../graphql-errors.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { type Refused, refused } from '../refused.ts';
import { type ThingLookup, thingIdOf } from './find-thing.ts';
import { thingRef } from './type.ts';

const rules =
  'What has a creator is moved by its creator, into a site that they have claimed. What nobody has claimed moves if its old address redirects to the new one for good (301 or 308), at once where it was never flattred, else if it still does 14 days after it was first asked for; within a site of the viewer’s it needs no redirect.';

const codes =
  '`URL_UNPARSABLE`, `URL_NOT_HTTP`, `URL_WITH_CREDENTIALS`, `URL_PRIVATE`, `URL_TOO_LONG`, `THING_UNKNOWN`, `NOT_YOURS_TO_MOVE`, `URL_TAKEN`, `NOT_YOUR_SITE`, `CLAIM_UNDER_WAY`, `REDIRECT_MISSING`, `REDIRECT_TOO_NEW`';

const toDescription = 'Its new address on the public web in any spelling, at most 2048 characters.';

const moveThingInput = builder.inputType('MoveThingInput', {
  description: 'What moves, by exactly one of `url` and `thing`, and where to.',
  fields: (t) => ({
    url: t.string({ description: 'Its address until now in any spelling, or one that it had before.' }),
    thing: t.id({ description: 'Its `uuid` or its `id`.' }),
    to: t.string({ required: true, description: toDescription }),
  }),
});

const thingMove = builder.inputType('ThingMove', {
  description: 'One thing that moves, and where to.',
  fields: (t) => ({
    from: t.string({
      required: true,
      description:
        'Its address until now in any spelling, or one that it had before; or its `uuid` or its `id`.',
    }),
    to: t.string({ required: true, description: toDescription }),
  }),
});

const moveThingsInput = builder.inputType('MoveThingsInput', {
  description: 'Things that move.',
  fields: (t) => ({
    moves: t.field({
      type: [thingMove],
      required: true,
      description: 'Up to 500 moves, made one after the other.',
    }),
  }),
});

type Result = {
  readonly thingId?: ThingId;
  readonly moved?: boolean;
  readonly errors: readonly Refused[];
};

const movedDescription = 'Whether it moved now; false where it was there already, and where it was refused.';

const payloadOf = (name: string) =>
  builder.objectRef<Result>(name).implement({
    description: 'What became of one move.',
    fields: (t) => ({
      thing: t.prismaField({
        type: thingRef,
        nullable: true,
        description: 'The thing at its new address; null if the move was refused.',
        resolve: (query, { thingId }, _args, { platform }) =>
          thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
      }),
      moved: t.boolean({ description: movedDescription, resolve: ({ moved = false }) => moved }),
      errors: t.field({
        type: [refusalRef],
        description: `Why it was refused, in this order; empty when all went well: ${codes}${name === 'MoveResult' ? ', `TOO_MANY_LOOKS`' : ''}.`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });

const moveResult = payloadOf('MoveResult');
const moveThingPayload = payloadOf('MoveThingPayload');

builder.mutationField('moveThing', (t) =>
  t.field({
    type: moveThingPayload,
    description: `Moves a thing to a new address. It stays the same thing, with its id, its flattrs and what waits for it, and is found at its old address for ever. ${rules} Moving it there again changes nothing. For a token: scope \`THINGS_WRITE\`. Errors: \`BAD_USER_INPUT\` unless exactly one of \`url\` and \`thing\` is given.`,
    authScopes: { scope: 'things:write' },
    args: { input: t.arg({ type: moveThingInput, required: true, description: 'The move.' }) },
    resolve: (_root, args, asking) =>
      answer<{ thingId: ThingId; moved: boolean }>(
        async (parts) => {
          const move = { from: givenBy(args.input), to: args.input.to };
          Object.assign(parts, await moveThing(asking.platform, signedIn(asking), move));
        },
        { from: typeof args.input.url === 'string' ? 'url' : 'thing' },
      ),
  }),
);

const givenBy = ({ url, thing }: ThingLookup): MoveInput['from'] => {
  if (typeof url === 'string' && typeof thing !== 'string') return { url };
  if (typeof thing !== 'string' || typeof url === 'string')
    throw badInput('Name the thing by either `url` or `thing`.');
  return { thingId: thingIdOf(thing) ?? noThing };
};

/** An id that no thing has: what names none is as unknown as one that is not there. */
const noThing = '00000000-0000-0000-0000-000000000000' as ThingId;

type Parts = { results: readonly Result[] };

const moveThingsPayload = builder.objectRef<Answer<Parts>>('MoveThingsPayload').implement({
  description: 'What became of the moves of the input.',
  fields: (t) => ({
    results: t.field({
      type: [moveResult],
      description:
        'One result for each move of the input, in its order; empty if all of it was refused. Up to 20 old addresses are looked at for one request: ask again for those with `TOO_MANY_LOOKS`.',
      resolve: ({ results = [] }) => [...results],
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} All of it: \`TOO_MANY_MOVES\`. What is wrong with one move stands in its result.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('moveThings', (t) =>
  t.field({
    type: moveThingsPayload,
    description: `Moves things to new addresses, the good ones even if others are refused, each as \`moveThing\` does. For a token: scope \`THINGS_WRITE\`.`,
    authScopes: { scope: 'things:write' },
    args: { input: t.arg({ type: moveThingsInput, required: true, description: 'The moves.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        const moves = args.input.moves.map(({ from, to }) => ({ from: namedBy(from), to }));
        const results = await moveThings(asking.platform, signedIn(asking), moves);
        parts.results = results.map(resultOf);
      }),
  }),
);

const namedBy = (text: string): MoveInput['from'] => {
  const thingId = thingIdOf(text);
  return thingId ? { thingId } : { url: text };
};

const resultOf = (result: MoveResult, index: number): Result =>
  'refusal' in result
    ? { errors: [refused(result.refusal, ['moves', `${index}`])] }
    : { ...result, errors: [] };
