import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fundingJsonPages } from './funding-json.ts';
import { fundingYmlPages } from './funding-yml.ts';
import { fundingOf } from './npm-funding.ts';

type Installed = { readonly pages: readonly string[]; readonly funding: readonly string[] };

type Manifest = { readonly repository?: unknown; readonly homepage?: unknown; readonly funding?: unknown };

/** What an installed package says of itself: its repository and homepage, and its funding pages; nothing where it is not there. */
export const readInstalled = async (folder: string): Promise<Installed> => {
  const [manifest, yml, githubYml, json] = await Promise.all(
    ['package.json', 'FUNDING.yml', '.github/FUNDING.yml', 'funding.json'].map((name) =>
      textOf(join(folder, name)),
    ),
  );
  const { repository, homepage, funding } = (parsed(manifest) ?? {}) as Manifest;
  return {
    pages: [repository, homepage].flatMap((page) => (typeof page === 'string' ? [page] : fundingOf(page))),
    funding: [
      ...fundingOf(funding),
      ...fundingYmlPages(yml ?? githubYml ?? ''),
      ...fundingJsonPages(parsed(json)),
    ],
  };
};

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

const parsed = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
