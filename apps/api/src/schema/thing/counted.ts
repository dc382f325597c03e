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
