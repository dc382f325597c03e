/** Does the same with each of many things, some of them at once, and returns what came of each, in order. */
export const someAtOnce = async <Thing, Result>(
  atOnce: number,
  things: readonly Thing[],
  work: (thing: Thing) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const rest = things.entries();
  const hand = async () => {
    for (const [index, thing] of rest) results[index] = await work(thing);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return results;
};

/** So many of these things, spread evenly over them; all of them where they are not more. */
export const evenly = <Thing>(count: number, things: readonly Thing[]): readonly Thing[] => {
  if (count >= things.length) return things;
  const wanted = new Set(
    Array.from({ length: count }, (_, n) => Math.floor(((n + 0.5) * things.length) / count)),
  );
  return things.filter((_, index) => wanted.has(index));
};
