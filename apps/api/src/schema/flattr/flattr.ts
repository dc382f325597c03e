import { flattrAddress } from '@flattr/domain/flattrs/flattr-address';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import type { ThingId } from '@flattr/domain/ids';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { findThing, findThingAt } from '../thing/find-thing.ts';
import { thingRef } from '../thing/type.ts';

const input = builder.inputType('FlattrInput', {
  description: 'What to flattr, by exactly one of `url` and `thing`.',
  fields: (t) => ({
    url: t.string({
      description:
        'Its address in any spelling. Where nobody has registered it, it becomes a thing without a creator, and what it is given waits for them.',
    }),
    thing: t.id({ description: 'Its `uuid` or its `id`.' }),
    weight: t.int({
      description: 'How much it counts in the split of the budget, 1 to 10; 1 if you do not say.',
    }),
    month: t.field({
      type: 'Month',
      description: 'Flattr only if it still counts for this month; otherwise `MONTH_CLOSED`.',
    }),
  }),
});

type Parts = { thingId: ThingId; month: string };

const payload = builder.objectRef<Answer<Parts>>('FlattrPayload').implement({
  description: 'What was flattred.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description:
        'The thing, also where the flattr was refused with `ALREADY_FLATTRED` or `OWN_THING`; null if it is unknown.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
    month: t.field({
      type: 'Month',
      nullable: true,
      description: 'The month in which it counts; null if it was refused.',
      resolve: ({ month }) => month,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`URL_UNPARSABLE\`, \`URL_NOT_HTTP\`, \`URL_WITH_CREDENTIALS\`, \`URL_PRIVATE\`, \`URL_TOO_LONG\`, \`THING_UNKNOWN\`, \`WEIGHT_OUT_OF_RANGE\`, \`MONTH_CLOSED\`, \`OWN_THING\`, \`FLATTRS_REFUSED\`, \`ALREADY_FLATTRED\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('flattr', (t) =>
  t.field({
    type: payload,
    description:
      'Flattrs a thing for the viewer, in the month that the instance’s clock is in: at most once per thing and month. It can be undone until the month’s cut. For a token: scope `FLATTR_WRITE`. Errors: `BAD_USER_INPUT` unless exactly one of `url` and `thing` is given.',
    authScopes: { scope: 'flattr:write' },
    args: { input: t.arg({ type: input, required: true, description: 'What to flattr.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(
        async (parts) => {
          const { url, thing } = args.input;
          const terms = { weight: args.input.weight ?? undefined, month: args.input.month ?? undefined };
          const found =
            url && !thing
              ? await findThingAt(asking.platform, url)
              : await findThing(asking.platform, args.input);
          parts.thingId = found;
          if (found)
            parts.month = await flattrThing(asking.platform, signedIn(asking), { thingId: found, ...terms });
          else
            Object.assign(
              parts,
              await flattrAddress(asking.platform, signedIn(asking), { url: url ?? '', ...terms }),
            );
        },
        args.input.url ? { thing: 'url' } : {},
      ),
  }),
);
