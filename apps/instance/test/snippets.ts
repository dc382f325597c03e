import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Snippet = { readonly language: string; readonly text: string };

const root = join(import.meta.dirname, '../../..');

/** The fenced blocks of a document, as they stand. */
export const snippetsOf = (document: string): readonly Snippet[] =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );

/** The JSON values that stand one after another in a text. */
export const jsonValues = (text: string): readonly unknown[] => {
  const values: unknown[] = [];
  let rest = '';
  for (const line of text.split('\n')) {
    rest += line;
    try {
      values.push(JSON.parse(rest));
      rest = '';
    } catch {
      // It goes on in the next line.
    }
  }
  if (rest.trim() !== '') throw new Error(`this is not JSON: ${rest}`);
  return values;
};
