import type { ThingId } from '@flattr/domain/ids';
import { type Unpublished, unpublishThings } from '@flattr/domain/things/unpublish-things';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { type Refused, refused } from '../refused.ts';
import { thingRef } from './type.ts';

const input = builder.inputType('UnpublishThingsInput', {
  description: 'Things that were taken off the net.',
  fields: (t) => ({
    urls: t.stringList({
      required: true,
      description: 'Up to 500 addresses in any spelling; one that a thing had before it moved names it, too.',
    }),
  }),
});

type Result = {
  readonly thingId?: ThingId;
  readonly unpublished: boolean;
  readonly errors: readonly Refused[];
};

const resultRef = builder.objectRef<Result>('UnpublishResult').implement({
  description: 'What became of one address of the input.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description: 'The thing, with since when it is off the net; null if it was refused.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
    unpublished: t.exposeBoolean('unpublished', {
      description: 'Whether it was taken off now; false where it was off already, and where it was refused.',
    }),
    errors: t.field({
      type: [refusalRef],
      description:
        'Why this one was refused, in this order; empty when all went well: `URL_UNPARSABLE`, `URL_NOT_HTTP`, `URL_WITH_CREDENTIALS`, `URL_PRIVATE`, `URL_TOO_LONG`, `THING_UNKNOWN`, `REGISTERED_BY_ANOTHER`.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const resultOf = (result: Unpublished, index: number): Result =>
  'refusal' in result
    ? { unpublished: false, errors: [refused(result.refusal, ['urls', `${index}`])] }
    : { ...result, errors: [] };

type Parts = { results: readonly Result[] };

const payload = builder.objectRef<Answer<Parts>>('UnpublishThingsPayload').implement({
  description: 'What became of the addresses of the input.',
  fields: (t) => ({
    results: t.field({
      type: [resultRef],
      description: 'One result for each address of the input, in its order; empty if all of it was refused.',
      resolve: ({ results = [] }) => [...results],
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} All of it: \`TOO_MANY_THINGS\`. What is wrong with one address stands in its result.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('unpublishThings', (t) =>
  t.field({
    type: payload,
    description:
      'Says that things were taken off the net, the good ones even if others are refused: they take no flattrs and are listed nowhere until they are registered again, and what stands for each month does not come back. What they were given still counts and is shared out as ever. A thing’s creator may, and the owner of the site that it lies in; of what has neither, whoever registered it. Saying it again changes nothing. For a token: scope `THINGS_WRITE`.',
    authScopes: { scope: 'things:write' },
    args: { input: t.arg({ type: input, required: true, description: 'The things.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        const results = await unpublishThings(asking.platform, signedIn(asking), args.input.urls);
        parts.results = results.map(resultOf);
      }),
  }),
);
