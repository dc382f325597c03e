import type { ThingId } from '@flattr/domain/ids';
import { stopStandingFlattr } from '@flattr/domain/standing-flattrs/stop-standing-flattr';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { findThing } from '../thing/find-thing.ts';
import { thingRef } from '../thing/type.ts';

const input = builder.inputType('StopStandingFlattrInput', {
  description: 'What to flattr no more each month, by exactly one of `url` and `thing`.',
  fields: (t) => ({
    url: t.string({ description: 'The thing’s address in any spelling.' }),
    thing: t.id({ description: 'The thing’s `uuid` or its `id`.' }),
  }),
});

type Parts = { thingId: ThingId };

const payload = builder.objectRef<Answer<Parts>>('StopStandingFlattrPayload').implement({
  description: 'What is flattred each month no more.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description: 'The thing, also where nothing stood; null if it is unknown.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`URL_UNPARSABLE\`, \`URL_NOT_HTTP\`, \`URL_WITH_CREDENTIALS\`, \`URL_PRIVATE\`, \`URL_TOO_LONG\`, \`THING_UNKNOWN\`, \`NOT_STANDING\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('stopStandingFlattr', (t) =>
  t.field({
    type: payload,
    description:
      'Stops a standing flattr of the viewer: no month after this one flattrs the thing by itself. This month’s flattr stays until it is undone. For a token: scope `FLATTR_WRITE`. Errors: `BAD_USER_INPUT` unless exactly one of `url` and `thing` is given.',
    authScopes: { scope: 'flattr:write' },
    args: { input: t.arg({ type: input, required: true, description: 'Which standing flattr.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(
        async (parts) => {
          parts.thingId = await findThing(asking.platform, args.input);
          await stopStandingFlattr(asking.platform, signedIn(asking), parts.thingId);
        },
        args.input.url ? { thing: 'url' } : {},
      ),
  }),
);
