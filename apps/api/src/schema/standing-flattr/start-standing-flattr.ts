import type { ThingId } from '@flattr/domain/ids';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { findThing } from '../thing/find-thing.ts';
import { thingRef } from '../thing/type.ts';
import { standingFlattrRef } from './type.ts';

const input = builder.inputType('StartStandingFlattrInput', {
  description: 'What to flattr each month, by exactly one of `url` and `thing`.',
  fields: (t) => ({
    url: t.string({ description: 'Its address in any spelling.' }),
    thing: t.id({ description: 'Its `uuid` or its `id`.' }),
    months: t.int({
      description:
        'For how many months, this one being the first: 3, 6 or 12; until it is stopped if you do not say.',
    }),
    weight: t.int({
      description:
        'How much each flattr counts, 1 to 10. If you do not say: as it stands already, or as the thing is flattred this month, or else 1.',
    }),
  }),
});

type Parts = { thingId: ThingId; started: boolean };

const payload = builder.objectRef<Answer<Parts>>('StartStandingFlattrPayload').implement({
  description: 'What is flattred each month from now on.',
  fields: (t) => ({
    standingFlattr: t.field({
      type: standingFlattrRef,
      nullable: true,
      description: 'The standing flattr; null if it was refused.',
      resolve: ({ thingId, started }, _args, asking) =>
        thingId && started ? asking.viewerStandingFlattr(thingId) : null,
    }),
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description: 'The thing, also where it was refused with `OWN_THING`; null if it is unknown.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`URL_UNPARSABLE\`, \`URL_NOT_HTTP\`, \`URL_WITH_CREDENTIALS\`, \`URL_PRIVATE\`, \`URL_TOO_LONG\`, \`THING_UNKNOWN\`, \`STANDING_MONTHS_UNKNOWN\`, \`WEIGHT_OUT_OF_RANGE\`, \`OWN_THING\`, \`FLATTRS_REFUSED\`, \`THING_UNPUBLISHED\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('startStandingFlattr', (t) =>
  t.field({
    type: payload,
    description:
      'Has the viewer’s flattr of a thing repeat each month, at the month’s first moment, and flattrs it this month if it is not flattred yet; a flattr that is there stays as it is. Where one stands already, it gets the new terms, counted from this month. Each month’s flattr can be undone like any other, and comes back with the next month. For a token: scope `FLATTR_WRITE`. Errors: `BAD_USER_INPUT` unless exactly one of `url` and `thing` is given.',
    authScopes: { scope: 'flattr:write' },
    args: { input: t.arg({ type: input, required: true, description: 'What to flattr each month.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(
        async (parts) => {
          parts.thingId = await findThing(asking.platform, args.input);
          await startStandingFlattr(asking.platform, signedIn(asking), {
            thingId: parts.thingId,
            months: args.input.months ?? undefined,
            weight: args.input.weight ?? undefined,
          });
          parts.started = true;
        },
        args.input.url ? { thing: 'url' } : {},
      ),
  }),
);
