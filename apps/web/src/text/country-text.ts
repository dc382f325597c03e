const names = new Intl.DisplayNames('en', { type: 'region' });

/** Countries by their English names, in order of these. */
export const countriesByName = (codes: readonly string[]) =>
  codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
