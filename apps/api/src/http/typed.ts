import { cookieNamesOf, setCookie } from '../auth/cookies.ts';
import type { Fields } from './form.ts';

const kept = ['email', 'name', 'handle'] as const;

/** For so long a form that was refused finds again what was typed into it. */
const keptSeconds = 60;

/**
 * Keeps what was typed into a form that was refused, never a password, in a cookie for the page that shows the form again: an
 * address would be kept by logs and by the browser's history.
 */
export const keepTyped = (origin: string, fields: Fields): string => {
  const typed = Object.fromEntries(
    kept.flatMap((name) => (fields[name] ? [[name, fields[name].slice(0, 300)]] : [])),
  );
  const value = Buffer.from(JSON.stringify(typed)).toString('base64url');
  return setCookie(origin, cookieNamesOf(origin).typed, value, keptSeconds);
};
