/** The order matters: one browser's mark holds the names of others. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
  ['curl', 'curl'],
] as const;

const systems = [
  ['iPhone', 'an iPhone'],
  ['iPad', 'an iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'a Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

const named = (mark: string, names: readonly (readonly [string, string])[]): string | undefined =>
  names.find(([part]) => mark.includes(part))?.[1];

/** A browser in words, such as `Firefox on Linux`, by what it says of itself; nothing of it is shown as it was sent. */
export const browserName = (mark: string): string => {
  const browser = named(mark, browsers) ?? 'A program';
  const system = named(mark, systems);
  return system ? `${browser} on ${system}` : browser;
};
