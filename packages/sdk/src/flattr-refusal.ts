import type { RefusalCode, RefusalPartsFragment } from '../generated/graphql.ts';

/** One refusal as the API states it: a stable code, a sentence for a person, and the path of the input that it is about. */
export type Refusal = RefusalPartsFragment;

/** Thrown by the functions with a single effect when the API refuses it; nothing was changed. */
export class FlattrRefusal extends Error {
  override readonly name = 'FlattrRefusal';
  /** One of a closed set, stable, such as `ALREADY_FLATTRED` or `OWN_THING`. */
  readonly code: RefusalCode;
  /** Where in the input, such as `['input', 'url']`. */
  readonly path: readonly string[];

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.code = refusal.code;
    this.path = refusal.path;
  }
}

/** Throws the first refusal of a payload, if it has any. */
export const throwRefusal = (errors: readonly Refusal[]): void => {
  const [first] = errors;
  if (first) throw new FlattrRefusal(first);
};
