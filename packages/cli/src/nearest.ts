/** Of some words the one that somebody most likely meant by another, if any is near: by the letters that they differ in. */
export const nearest = (word: string, words: readonly string[]): string | undefined => {
  const near = words
    .map((known) => ({ known, distance: distanceOf(word, known) }))
    .filter(({ known, distance }) => distance <= Math.max(1, Math.floor(known.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.known ?? words.find((known) => word.length > 1 && known.startsWith(word));
};

/** Levenshtein's: how many letters have to be changed, put in or taken away. */
const distanceOf = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, against] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
};
