import type { ThingId } from '../ids.ts';

/** A page of a list of things: so many after a thing, or so many before one, or the first or the last. */
export type Page = {
  readonly cursor?: ThingId | undefined;
  readonly limit: number;
  /** Whether it is what comes before the cursor, or the last. */
  readonly backward: boolean;
};
