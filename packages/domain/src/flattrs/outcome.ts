import { Refusal } from '../refusal.ts';

/** What stood against a flattr, and whether it was taken. */
export type Outcome = {
  readonly own: boolean;
  readonly refused: boolean;
  readonly unpublished: boolean;
  readonly inserted: boolean;
};

/** Why a flattr was not taken: `own-thing`, `flattrs-refused`, `thing-unpublished`, `already-flattred`, in this order; undefined if it was. */
export const whyNotGiven = ({ own, refused, unpublished, inserted }: Outcome): Refusal | undefined => {
  if (own) return new Refusal('own-thing', ['thing']);
  if (refused) return new Refusal('flattrs-refused', ['thing']);
  if (unpublished) return new Refusal('thing-unpublished', ['thing']);
  return inserted ? undefined : new Refusal('already-flattred', ['thing']);
};
