import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import type { ThingId } from '@flattr/domain/ids';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { findThing } from '../thing/find-thing.ts';
import { thingRef } from '../thing/type.ts';

const input = builder.inputType('UndoFlattrInput', {
  description: 'Which flattr to take back, by exactly one of `url` and `thing`.',
  fields: (t) => ({
    url: t.string({ description: 'The thing’s address in any spelling.' }),
    thing: t.id({ description: 'The thing’s `uuid` or its `id`.' }),
    month: t.field({
      type: 'Month',
      description: 'Undo only if this month still takes it back; otherwise `MONTH_CLOSED`.',
    }),
  }),
});

type Parts = { thingId: ThingId };

const payload = builder.objectRef<Answer<Parts>>('UndoFlattrPayload').implement({
  description: 'What is flattred no more.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description: 'The thing, also where there was no flattr to undo; null if it is unknown.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`URL_UNPARSABLE\`, \`URL_NOT_HTTP\`, \`URL_WITH_CREDENTIALS\`, \`URL_PRIVATE\`, \`URL_TOO_LONG\`, \`THING_UNKNOWN\`, \`MONTH_CLOSED\`, \`NOT_FLATTRED\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('undoFlattr', (t) =>
  t.field({
    type: payload,
    description:
      'Takes a flattr of the viewer back, as if it had never been, until the month’s cut. For a token: scope `FLATTR_WRITE`. Errors: `BAD_USER_INPUT` unless exactly one of `url` and `thing` is given.',
    authScopes: { scope: 'flattr:write' },
    args: { input: t.arg({ type: input, required: true, description: 'Which flattr.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(
        async (parts) => {
          parts.thingId = await findThing(asking.platform, args.input);
          await undoFlattr(asking.platform, signedIn(asking), {
            thingId: parts.thingId,
            month: args.input.month ?? undefined,
          });
        },
        args.input.url ? { thing: 'url' } : {},
      ),
  }),
);
