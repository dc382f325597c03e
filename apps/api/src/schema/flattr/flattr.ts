import { showThing } from '@flattr/domain/discovery/show-thing';
import type { ShownThing } from '@flattr/domain/discovery/shown-thing';
import { flattrAddress } from '@flattr/domain/flattrs/flattr-address';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { giveFlattr } from '@flattr/domain/flattrs/give-flattr';
import type { ThingId } from '@flattr/domain/ids';
import { canonicalUrl } from '@flattr/domain/things/canonical-url';
import type { PageHints } from '@flattr/domain/things/page-hints';
import { type Asking, signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { withCount } from '../thing/counted.ts';
import { findThing, findThingAt, thingIdOf } from '../thing/find-thing.ts';
import { thingKindRef } from '../thing/kind.ts';
import { thingRef } from '../thing/type.ts';

const hint =
  'Only where nobody has registered `url` yet: it proves nothing and changes nothing that is known.';

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
    title: t.string({
      description: `What the page is called. ${hint} One of more than 300 characters is cut; without one it is called by its address.`,
    }),
    kind: t.field({ type: thingKindRef, description: `What kind of thing the page is. ${hint}` }),
    language: t.string({
      description: `The page’s language as a BCP 47 tag. ${hint} What is no tag is left out.`,
    }),
    tags: t.stringList({
      description: `Tags of the page, up to 20 of 1 to 50 characters. ${hint} Others are left out.`,
    }),
  }),
});

/** Under a symbol it is in this answer alone, and never in what is kept under a client’s key. */
const shown = Symbol('shown');

type Parts = { [shown]: ShownThing; thingId: ThingId; month: string };

const payload = builder.objectRef<Answer<Parts>>('FlattrPayload').implement({
  description: 'What was flattred.',
  fields: (t) => ({
    thing: t.field({
      type: thingRef,
      nullable: true,
      description:
        'The thing, also where the flattr was refused with `ALREADY_FLATTRED` or `OWN_THING`; null if it is unknown.',
      resolve: async ({ [shown]: thing, thingId }, _args, { platform }) => {
        if (thing) return thing;
        const found = thingId && (await showThing(platform, { id: thingId }));
        return found ? withCount(found) : null;
      },
    }),
    month: t.field({
      type: 'Month',
      nullable: true,
      description: 'The month in which it counts; null if it was refused.',
      resolve: ({ month }) => month,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} In this order: \`URL_UNPARSABLE\`, \`URL_NOT_HTTP\`, \`URL_WITH_CREDENTIALS\`, \`URL_PRIVATE\`, \`URL_TOO_LONG\`, \`THING_UNKNOWN\`, \`WEIGHT_OUT_OF_RANGE\`, \`MONTH_CLOSED\`, \`OWN_THING\`, \`FLATTRS_REFUSED\`, \`THING_UNPUBLISHED\`, \`ALREADY_FLATTRED\`.`,
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
          if (!(await giveAtOnce(asking, args.input, parts))) await giveInSteps(asking, args.input, parts);
        },
        args.input.url ? { thing: 'url' } : {},
      ),
  }),
);

type Input = {
  readonly url?: string | null;
  readonly thing?: string | null;
  readonly weight?: number | null;
  readonly month?: string | null;
} & PageHints;

/** Almost every flattr is one statement; what that does not know how to refuse is asked again in steps. */
const giveAtOnce = async (asking: Asking, input: Input, parts: Partial<Parts>): Promise<boolean> => {
  const by = knownBy(input);
  const weight = input.weight ?? 1;
  if (!by || weight < 1 || weight > 10) return false;
  const terms = { by, weight, month: input.month ?? undefined };
  const given = await giveFlattr(asking.platform, signedIn(asking), terms);
  if (!given) return false;
  parts[shown] = withCount(given);
  parts.thingId = given.thing.id;
  if (given.refusal) throw given.refusal;
  parts.month = given.month;
  return true;
};

const knownBy = ({ url, thing }: Input) => {
  if (url && !thing) {
    const address = canonicalUrl(url);
    return address.kind === 'url' ? { url: address.url } : undefined;
  }
  const thingId = thing && !url ? thingIdOf(thing) : undefined;
  return thingId && { thingId };
};

const giveInSteps = async (asking: Asking, input: Input, parts: Partial<Parts>): Promise<void> => {
  const { platform } = asking;
  const { url, thing } = input;
  const terms = { weight: input.weight ?? undefined, month: input.month ?? undefined };
  parts.thingId = url && !thing ? await findThingAt(platform, url) : await findThing(platform, input);
  if (parts.thingId)
    parts.month = await flattrThing(platform, signedIn(asking), { thingId: parts.thingId, ...terms });
  else {
    const address = { url: url ?? '', ...terms, hints: input };
    Object.assign(parts, await flattrAddress(platform, signedIn(asking), address));
  }
};
