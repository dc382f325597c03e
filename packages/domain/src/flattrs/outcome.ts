import { Refusal } from '../refusal.ts';

/** What stood against a flattr, and whether it was taken. */
export type Outcome = { readonly own: boolean; readonly refused: boolean; readonly inserted: boolean };

/** Why a flattr was not taken: `own-thing`, `flattrs-refused`, `already-flattred`, in this order; undefined if it was. */
export const whyNotGiven = ({ own, refused, inserted }: Outcome): Refusal | undefined => {
  if (own) return new Refusal('own-thing', ['thing']);
  if (refused) return new Refusal('flattrs-refused', ['thing']);
  return inserted ? undefined : new Refusal('already-flattred', ['thing']);
};
