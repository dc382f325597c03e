type Count = () => number | Promise<number>;

const counts = new WeakMap<object, Count>();

/** Keeps with a page how all pages are counted, which is done for whoever asks for `totalCount` alone. */
export const withTotal = async <Page extends object | null | undefined>(
  page: Page | Promise<Page>,
  count: Count,
): Promise<Page> => {
  const read = await page;
  if (read) counts.set(read, count);
  return read;
};

/** How many there are on all pages together. */
export const totalOf = (page: object): number | Promise<number> => {
  const count = counts.get(page);
  if (!count) throw new Error('nobody said how this list is counted');
  return count();
};
