export * from '../generated/graphql.ts';
export type { FlattrOptions } from './check-options.ts';
export {
  type CatalogueFilter,
  createFlattr,
  type Earnings,
  type Flattr,
  type MonthSoFar,
  type Once,
  type RankedThing,
  type Search,
  type SettledMonth,
  type StandingFlattr,
  type Thing,
  type ThingParts,
  type Viewer,
  type WebhookEndpoint,
  type WhichThing,
} from './create-flattr.ts';
export { createRequest } from './create-request.ts';
export { FlattrError, type FlattrErrorCode } from './flattr-error.ts';
export { FlattrRefusal, type Refusal, throwRefusal } from './flattr-refusal.ts';
export { type Connection, listAll } from './list-all.ts';
export { listStandingFlattrs } from './list-standing-flattrs.ts';
export { listThings } from './list-things.ts';
export type { MovedThing } from './move-things.ts';
export { type Registration, registerThings } from './register-things.ts';
export type { Document, Fetch, Request } from './request.ts';
export type { UnpublishedThing } from './unpublish-things.ts';
