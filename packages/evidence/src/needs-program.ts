import { existsSync } from 'node:fs';

/** Set where every suite must run: there a missing program is a failure, elsewhere its suite says what it misses. */
export const allSuites = (): boolean => process.env.FLATTR_ALL_SUITES === '1';

/**
 * The first of these places where a program is, or undefined; `CHROMIUM_PATH` and its like go before them.
 * Without the program it says so, once per suite, so that a suite that does not run is never silent.
 */
export const needsProgram = (name: string, paths: readonly string[]): string | undefined => {
  const own = process.env[`${name.toUpperCase()}_PATH`];
  const places = own ? [own] : paths;
  const found = places.find((path) => existsSync(path));
  if (!found) console.warn(`This suite needs the program ${name}, which is not at ${places.join(' or ')}.`);
  return found;
};
