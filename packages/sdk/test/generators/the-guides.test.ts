import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

const guides = ['astro', 'docusaurus', 'eleventy', 'hugo', 'jekyll', 'react', 'vitepress'];

/** What stands in a guide beside its example: the one way to run each, and what a test of its own runs. */
const shown = [
  /^npm run pack -w packages\/sdk\ncd examples\/(\w+)\nnpm ci\nnpm run build\n$/,
  /^unified\(\)\n/,
  /^::flattr\[Say thanks\]\{url=https:\/\/blog\.example\/bread\}\n$/,
];

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const textsOf = async (folder: string): Promise<readonly string[]> => {
  const files = await readdir(folder, { recursive: true });
  const own = files.filter((file) => !/node_modules|package-lock/.test(file));
  const kept = await Promise.all(own.map(async (file) => (await stat(join(folder, file))).isFile()));
  return Promise.all(
    own.filter((_, index) => kept[index]).map((file) => readFile(join(folder, file), 'utf8')),
  );
};

describe.each(guides)('the guide to %s', async (name) => {
  const guide = await readFile(join(root, 'docs/integrate', `${name}.md`), 'utf8');
  const snippets = [...guide.matchAll(/^```[\w-]+\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);

  it('shows nothing that its example does not hold, and ends with that example', async () => {
    const texts = (await textsOf(join(root, 'examples', name))).map(plain);
    const strange = snippets.filter(
      (snippet) =>
        !texts.some((text) => text.includes(plain(snippet))) && !shown.some((form) => form.test(snippet)),
    );
    expect(strange).toEqual([]);
    expect(snippets.length).toBeGreaterThan(2);
    expect(snippets.at(-1)).toContain(`cd examples/${name}\n`);
  });

  it('takes every package of its example from the registry that whoever builds it uses', async () => {
    const lock = await readFile(join(root, 'examples', name, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock);
    expect(packages['node_modules/@flattr/sdk'].integrity).toBeUndefined();
    expect(lock).not.toMatch(/"resolved": "http/);
  });
});
