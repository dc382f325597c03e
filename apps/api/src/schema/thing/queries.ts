import { mostFlattred, type Ranked } from '@flattr/domain/discovery/most-flattred';
import { showThing } from '@flattr/domain/discovery/show-thing';
import { isId, type ThingId } from '@flattr/domain/ids';
import { refusals } from '@flattr/domain/refusal';
import { canonicalUrl } from '@flattr/domain/things/canonical-url';
import { badInput } from '../../graphql-errors.ts';
import { builder } from '../builder.ts';
import { monthArg } from '../month/month-arg.ts';
import { withCount } from './counted.ts';
import { thingKindRef } from './kind.ts';
import { thingRef } from './type.ts';

builder.queryField('thing', (t) =>
  t.field({
    type: thingRef,
    nullable: true,
    description:
      'A thing by its address or by its uuid; null if nobody has registered it. Errors: `BAD_USER_INPUT` unless exactly one is given, and for an address that nothing can have, with the sentence of its refusal.',
    args: {
      url: t.arg.string({
        description:
          'Its address in any spelling: it is brought to the canonical one first. A thing that moved is found at its earlier addresses, too; `Thing.url` is where it is now.',
      }),
      uuid: t.arg.id({ description: 'The id in its address `/t/<uuid>/<slug>`.' }),
    },
    resolve: async (_root, { url, uuid }, { platform }) => {
      if ((typeof url === 'string') === (typeof uuid === 'string'))
        throw badInput('Give either `url` or `uuid`.');
      const where = typeof url === 'string' ? whereUrl(url) : isId(uuid ?? '') && { id: uuid as ThingId };
      if (!where) return null;
      const shown = await showThing(platform, where);
      return shown ? withCount(shown) : null;
    },
  }),
);

const whereUrl = (text: string) => {
  const address = canonicalUrl(text);
  if (address.kind === 'trouble') throw badInput(refusals[address.code]);
  return { url: address.url };
};

const rankedThing = builder.objectRef<Ranked>('RankedThing').implement({
  description: 'A thing with the count by which it is ranked.',
  fields: (t) => ({
    thing: t.field({ type: thingRef, description: 'The thing.', resolve: ({ thing }) => thing }),
    flattrCount: t.exposeInt('flattrs', { description: 'Its flattrs in the month that was asked for.' }),
  }),
});

builder.queryField('mostFlattred', (t) =>
  t.field({
    type: [rankedThing],
    description:
      'The things that most people flattred in a month, most first, ties by the newer thing; those of a site whose owner does not take part are left out, and of the month that the clock is in what was taken off the net. An open month’s counts here may be 5 seconds behind, a closed month’s are final. Errors: `BAD_USER_INPUT` for a malformed month or a `first` outside 1 to 100.',
    args: {
      kind: t.arg({ type: thingKindRef, description: 'Only things of this kind.' }),
      month: t.arg({ type: 'Month', description: 'Which month; by default the one that the clock is in.' }),
      first: t.arg.int({ defaultValue: 20, description: 'How many, 1 to 100.' }),
    },
    resolve: async (_root, args, asking) => {
      const limit = args.first ?? 20;
      if (limit < 1 || limit > 100) throw badInput('`first` is from 1 to 100.');
      const month = monthArg(args.month);
      return [...(await mostFlattred(asking.platform, { month, kind: args.kind ?? undefined, limit }))];
    },
  }),
);
