import { readAutoSubmit } from './auto-submit.ts';
import type { LegacyThing } from './legacy-thing.ts';

/**
 * A `link` of a page's head, an `atom:link` of an RSS channel or item, a `link` of an Atom feed or entry, or an `a` of show notes, as
 * any parser gives it.
 */
export type PaymentLink = {
  readonly rel?: string | null;
  readonly href?: string | null;
  readonly type?: string | null;
  readonly title?: string | null;
};

/** Whether a link says, among other things perhaps, that somebody can be paid there. */
export const isPaymentLink = ({ rel }: PaymentLink): boolean =>
  (rel ?? '').toLowerCase().split(/\s+/).includes('payment');

/**
 * The things of the payment links among these, in their order and each address once. Other providers' links are left out: only
 * those that lead to `/submit/auto` of the first Flattr, or of the given instance, are ours.
 */
export const readPaymentLinks = (
  links: readonly PaymentLink[],
  instance?: string,
): readonly LegacyThing[] => {
  const things = new Map<string, LegacyThing>();
  for (const link of links) {
    const thing = isPaymentLink(link) ? readAutoSubmit(link.href ?? '', instance) : undefined;
    if (thing && !things.has(thing.url)) things.set(thing.url, thing);
  }
  return [...things.values()];
};
