/** npm’s `funding`: an address, an object with `url`, or a list of these. */
export const fundingOf = (funding: unknown): readonly string[] =>
  [funding].flat().flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'object' && one !== null && 'url' in one && typeof one.url === 'string'
      ? [one.url]
      : [];
  });
