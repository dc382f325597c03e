import { lookUpAfterHours } from '../ports.ts';

type Once<Outcome> = {
  /** For how long the request may have been made already. */
  readonly ageHours: number;
  /** Makes the request, always with the same key. */
  send(): Promise<Outcome>;
  /** Looks for what the request did, if it did it. */
  find(): Promise<Outcome | undefined>;
  /** Whether what is found so soon is the last word; by default it is. */
  isFinal?(outcome: Outcome): boolean;
};

/**
 * Sends a request that must have its effect once, however often this is asked: one that may be older than the provider's memory
 * of keys is looked up first, and one that ends in doubt is looked up at once. What stays in doubt throws.
 */
export const sendOnce = async <Outcome>({
  ageHours,
  send,
  find,
  isFinal = () => true,
}: Once<Outcome>): Promise<Outcome> => {
  const before = ageHours >= lookUpAfterHours ? await find() : undefined;
  if (before) return before;
  try {
    return await send();
  } catch (doubt) {
    const done = await find().catch(() => undefined);
    if (done && isFinal(done)) return done;
    throw doubt;
  }
};
