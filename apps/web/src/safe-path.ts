const base = 'https://this.invalid';

/** The path that somebody is led back to, if it is one of this origin; anything else becomes `otherwise`. */
export const safePath = (asked: string | undefined, otherwise = '/'): string => {
  if (!asked || asked.length > lengthMax || !asked.startsWith('/') || unusual.test(asked)) return otherwise;
  const url = URL.parse(asked, base);
  // A pathname of two slashes, as `/.//host` has one, would be read as another host when it is sent out again.
  if (!url || url.origin !== base || url.pathname.startsWith('//')) return otherwise;
  return url.pathname + url.search + url.hash;
};

const lengthMax = 8192;

/** What browsers drop, or read as a slash. */
const unusual = /[\\\p{Cc}\s]/u;
