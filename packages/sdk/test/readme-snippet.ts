import { readFile } from 'node:fs/promises';

/** The first example of the README in this language, as it stands. */
export const readmeSnippet = async (language: string): Promise<string> => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  return readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
};
