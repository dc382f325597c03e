/**
 * Where to go on after a form: the given path on our own origin, or `/`. Whatever a browser would read as another place
 * (`//host`, `/\host`, a scheme, a control character on the way) goes to `/`.
 */
export const nextPath = (given: string | undefined, origin: string): string => {
  if (!given?.startsWith('/') || /[\\\p{Cc}]/u.test(given)) return '/';
  const url = URL.parse(given, origin);
  if (!url || url.origin !== new URL(origin).origin) return '/';
  const path = url.pathname + url.search + url.hash;
  return path.startsWith('//') ? '/' : path;
};
