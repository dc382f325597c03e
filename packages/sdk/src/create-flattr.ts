import {
  CatalogueDocument,
  type CatalogueQueryVariables,
  EarningsDocument,
  type EarningsQuery,
  FlattrDocument,
  MonthSoFarDocument,
  type MonthSoFarQuery,
  MostFlattredDocument,
  type MostFlattredQuery,
  type MostFlattredQueryVariables,
  MoveThingDocument,
  type RegisterThingInput,
  SearchThingsDocument,
  type SearchThingsQueryVariables,
  SettledMonthDocument,
  type SettledMonthQuery,
  type StandingFlattrsQuery,
  StartStandingFlattrDocument,
  StopStandingFlattrDocument,
  ThingDocument,
  type ThingMove,
  type ThingPartsFragment,
  type ThingQuery,
  UndoFlattrDocument,
  ViewerDocument,
  type ViewerQuery,
  WebhookEndpointsDocument,
  type WebhookEndpointsQuery,
} from '../generated/graphql.ts';
import type { FlattrOptions } from './check-options.ts';
import { createRequest } from './create-request.ts';
import { throwRefusal } from './flattr-refusal.ts';
import { listAll } from './list-all.ts';
import { listStandingFlattrs } from './list-standing-flattrs.ts';
import { listThings } from './list-things.ts';
import { type MovedThing, moveThings } from './move-things.ts';
import { type Registration, registerThings } from './register-things.ts';
import type { Request } from './request.ts';
import { type UnpublishedThing, unpublishThings } from './unpublish-things.ts';

/** A thing as every answer names it. */
export type ThingParts = ThingPartsFragment;
export type Thing = NonNullable<ThingQuery['thing']>;
export type Viewer = NonNullable<ViewerQuery['viewer']>;
export type MonthSoFar = NonNullable<MonthSoFarQuery['viewer']>['monthSoFar'];
export type Earnings = NonNullable<EarningsQuery['viewer']>['earnings'];
export type RankedThing = MostFlattredQuery['mostFlattred'][number];
export type StandingFlattr = NonNullable<StandingFlattrsQuery['viewer']>['standingFlattrs']['nodes'][number];
export type SettledMonth = NonNullable<SettledMonthQuery['settledMonth']>;

export type WebhookEndpoint = NonNullable<
  WebhookEndpointsQuery['viewer']
>['webhookEndpoints']['nodes'][number];

/** Which of the catalogue: its kind, tag and language, in which order and of which window. */
export type CatalogueFilter = Omit<CatalogueQueryVariables, 'first' | 'after'>;
/** Words, and the kind and the language of what has them. */
export type Search = Omit<SearchThingsQueryVariables, 'first' | 'after'>;

/** A thing by its address, in any spelling, or by its id. */
export type WhichThing =
  | { readonly url: string; readonly thing?: never }
  | { readonly thing: string; readonly url?: never };

/** A key of your own where the same effect may be asked for again after your program was restarted; otherwise one is drawn. */
export type Once = { readonly idempotencyKey?: string };

export type Flattr = {
  /** Sends any generated document and gives its data, typed; refusals are in the data, everything else is thrown. */
  readonly request: Request;
  /**
   * Registers things (scope `things:write`), 500 at a time: one result per thing in the given
   * order, with the refusals of each. Registering again changes nothing, so a failed run is simply repeated. Nobody becomes
   * a creator by it: `claimAt` is where whoever made a thing claims its site, and null once that is claimed.
   */
  readonly registerThings: (things: readonly RegisterThingInput[]) => Promise<Registration[]>;
  /** Moves a thing to a new address (scope `things:write`), where it stays the same thing; throws `FlattrRefusal`. */
  readonly moveThing: (which: WhichThing & { readonly to: string }) => Promise<ThingParts | null>;
  /**
   * Moves things (scope `things:write`), 500 at a time: one result per move in the given order, with the refusals of each.
   * Moving again changes nothing, so a failed run is simply repeated; those refused with `TOO_MANY_LOOKS` move by the next one.
   */
  readonly moveThings: (moves: readonly ThingMove[]) => Promise<MovedThing[]>;
  /**
   * Says that things were taken off the net (scope `things:write`), 500 at a time: one result per address in the given order,
   * with the refusals of each. They take no flattrs until they are registered again; saying it again changes nothing.
   */
  readonly unpublishThings: (urls: readonly string[]) => Promise<UnpublishedThing[]>;
  /** Flattrs a thing this month (scope `flattr:write`), with weight 1 to 10; throws `FlattrRefusal`, also for a second one. */
  readonly flattr: (which: WhichThing & Once & { readonly weight?: number }) => Promise<ThingParts | null>;
  /** Takes this month's flattr back (scope `flattr:write`); throws `FlattrRefusal` where there is none. */
  readonly undoFlattr: (which: WhichThing & Once) => Promise<ThingParts | null>;
  /**
   * Flattrs a thing each month (scope `flattr:write`): for 3, 6 or 12 months, this one being the first, or until it is
   * stopped. Where one stands already it gets the new terms. Throws `FlattrRefusal`.
   */
  readonly startStandingFlattr: (
    which: WhichThing & Once & { readonly months?: 3 | 6 | 12; readonly weight?: number },
  ) => Promise<StandingFlattr | null>;
  /** Flattrs it no more from next month on (scope `flattr:write`); throws `FlattrRefusal` where nothing stands. */
  readonly stopStandingFlattr: (which: WhichThing & Once) => Promise<ThingParts | null>;
  /** What the viewer flattrs each month (scope `me:read`), the latest first; nothing without a token. */
  readonly standingFlattrs: () => AsyncGenerator<StandingFlattr, void>;
  /** One thing with its public count of this month, or null if nobody has registered it. */
  readonly thing: (which: { readonly url: string } | { readonly uuid: string }) => Promise<Thing | null>;
  /** All things of one creator, newest first: `for await (const thing of flattr.things('ada'))`. */
  readonly things: (handle: string) => AsyncGenerator<ThingParts, void>;
  /** Things by words in their titles and tags, the best match first. */
  readonly search: (search: Search) => AsyncGenerator<ThingParts, void>;
  /** The catalogue of all things, by default what is flattred now first. */
  readonly catalogue: (filter?: CatalogueFilter) => AsyncGenerator<ThingParts, void>;
  /** The most flattred things of a month, by default of this one, with their public counts. */
  readonly mostFlattred: (filter?: MostFlattredQueryVariables) => Promise<readonly RankedThing[]>;
  /** The published totals of a month `YYYY-MM`, or null before they are published. */
  readonly settledMonth: (month: string) => Promise<SettledMonth | null>;
  /** Whom the token belongs to (scope `me:read`), with budget and wallets; null without a token. */
  readonly viewer: () => Promise<Viewer | null>;
  /** What the viewer has flattred this month and what each would be worth now (scope `me:read`); null without a token. */
  readonly monthSoFar: () => Promise<MonthSoFar | null>;
  /** What the viewer has earned, per currency, month and thing (scope `earnings:read`); null without a token. */
  readonly earnings: () => Promise<Earnings | null>;
  /** Where the viewer's webhooks go (scope `webhooks:manage`), newest first; nothing without a token. */
  readonly webhookEndpoints: () => AsyncGenerator<WebhookEndpoint, void>;
};

/**
 * A client of one Flattr instance. It needs nothing but `fetch`: Node 20 and later, browsers, Deno, edge runtimes.
 * Amounts are exact decimal strings with their currency, never numbers.
 *
 * @example
 * ```ts
 * import { createFlattr } from '@flattr/sdk';
 *
 * const flattr = createFlattr({ endpoint: 'http://localhost:4000/graphql' });
 * for (const { thing, flattrCount } of await flattr.mostFlattred({ first: 3 })) {
 *   console.log(flattrCount, thing.title);
 * }
 * ```
 *
 * @throws TypeError where an option cannot be right, in a sentence that says what to give instead.
 */
export const createFlattr = (options: FlattrOptions): Flattr => {
  const request = createRequest(options);
  return {
    request,
    registerThings: (things) => registerThings(request, things),
    moveThing: async (which) => {
      const payload = (await request(MoveThingDocument, { input: which })).moveThing;
      throwRefusal(payload.errors);
      return payload.thing;
    },
    moveThings: (moves) => moveThings(request, moves),
    unpublishThings: (urls) => unpublishThings(request, urls),
    flattr: async (which) => {
      const payload = (await request(FlattrDocument, { input: which })).flattr;
      throwRefusal(payload.errors);
      return payload.thing;
    },
    undoFlattr: async (which) => {
      const payload = (await request(UndoFlattrDocument, { input: which })).undoFlattr;
      throwRefusal(payload.errors);
      return payload.thing;
    },
    startStandingFlattr: async (which) => {
      const payload = (await request(StartStandingFlattrDocument, { input: which })).startStandingFlattr;
      throwRefusal(payload.errors);
      return payload.standingFlattr;
    },
    stopStandingFlattr: async (which) => {
      const payload = (await request(StopStandingFlattrDocument, { input: which })).stopStandingFlattr;
      throwRefusal(payload.errors);
      return payload.thing;
    },
    standingFlattrs: () => listStandingFlattrs(request),
    thing: async (which) => (await request(ThingDocument, which)).thing,
    things: (handle) => listThings(request, handle),
    search: (search) => listAll(request, SearchThingsDocument, search, ({ searchThings }) => searchThings),
    catalogue: (filter = {}) => listAll(request, CatalogueDocument, filter, ({ things }) => things),
    mostFlattred: async (filter = {}) => (await request(MostFlattredDocument, filter)).mostFlattred,
    settledMonth: async (month) => (await request(SettledMonthDocument, { month })).settledMonth,
    viewer: async () => (await request(ViewerDocument)).viewer,
    monthSoFar: async () => (await request(MonthSoFarDocument)).viewer?.monthSoFar ?? null,
    earnings: async () => (await request(EarningsDocument)).viewer?.earnings ?? null,
    webhookEndpoints: () =>
      listAll(request, WebhookEndpointsDocument, {}, ({ viewer }) => viewer?.webhookEndpoints),
  };
};
