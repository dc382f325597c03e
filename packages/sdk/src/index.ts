export * from '../generated/graphql.ts';
export type { FlattrOptions } from './check-options.ts';
export {
  createFlattr,
  type Earnings,
  type Flattr,
  type MonthSoFar,
  type RankedThing,
  type SettledMonth,
  type StandingFlattr,
  type Thing,
  type ThingParts,
  type Viewer,
  type WhichThing,
} from './create-flattr.ts';
export { FlattrError, type FlattrErrorCode } from './flattr-error.ts';
export { FlattrRefusal, type Refusal } from './flattr-refusal.ts';
export type { Registration } from './register-things.ts';
export type { Document, Fetch, Request } from './request.ts';
