import { parseForm } from '../http/form.ts';

/** The named fields of a posted form, empty where one is missing. */
export function readFields<K extends string>(body: string, names: readonly K[]): Record<K, string>;
export function readFields(body: string, names: readonly string[]): Record<string, string> {
  const form = parseForm(body);
  return Object.fromEntries(
    names.map((name) => {
      const value = form[name];
      return [name, typeof value === 'string' ? value : ''];
    }),
  );
}
