/** What stands after the `?` of an address, as it was sent: old links are told apart by their own rules. */
export const rawQuery = (url: string): string => {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
};
