/** A moment as Stripe tells it. */
export const momentOf = (seconds: number): Date => new Date(seconds * 1000);

/** The filter of a list of Stripe's for what was made from a moment on; no filter without one. */
export const createdFrom = (since: Date | undefined) =>
  since ? { created: { gte: Math.floor(since.getTime() / 1000) } } : {};
