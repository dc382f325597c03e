import type { CountedThing } from '@flattr/domain/discovery/show-thing';
import type { ShownThing } from '@flattr/domain/discovery/shown-thing';
import type { Month } from '@flattr/domain/month';

type Counted = { readonly month: Month; readonly flattrs: number };

const counts = new WeakMap<object, Counted>();

/** Keeps with a thing the count that was read with it, for as long as the answer that shows it is made. */
export const withCount = ({ thing, month, flattrs }: CountedThing): ShownThing => {
  counts.set(thing, { month, flattrs });
  return thing;
};

/** The count that was read with a thing: of the month asked for, or of the one that the clock was in. */
export const countOf = (thing: object, month: Month | undefined): number | undefined => {
  const counted = counts.get(thing);
  return counted && (month === undefined || counted.month === month) ? counted.flattrs : undefined;
};

type Selection = { readonly select?: unknown; readonly include?: unknown };

/** Whether a thing and its creator are all that is asked of the database here, so that one prepared statement has it. */
export const isShown = (query: Selection): boolean => {
  if (query.select !== undefined) return false;
  const include = (query.include ?? {}) as Record<string, boolean | Selection>;
  return Object.entries(include).every(
    ([relation, asked]) =>
      relation === 'creator' &&
      (typeof asked === 'boolean' || (asked.select === undefined && isEmpty(asked.include))),
  );
};

const isEmpty = (include: unknown): boolean => Object.keys(include ?? {}).length === 0;
