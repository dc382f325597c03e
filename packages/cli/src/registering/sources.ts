import { resolve } from 'node:path';
import type { Read } from '../reading/entry.ts';
import { isAddress } from '../reading/load.ts';
import { readFeed } from '../reading/read-feed.ts';
import { readHtml } from '../reading/read-html.ts';
import { readJsonList } from '../reading/read-json-list.ts';
import { readSitemap } from '../reading/read-sitemap.ts';
import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';
import type { Source } from './register-source.ts';

type Reader = (surroundings: Surroundings, name: string, base: string | undefined) => Promise<Read>;

const readers: Readonly<Record<string, Reader>> = {
  '--feed': readFeed,
  '--sitemap': readSitemap,
  '--json': readJsonList,
  '--html': readHtml,
};

/** The options that a word may follow, which is not theirs. */
const others: ReadonlySet<string> = new Set(['--base', '--kind', '--language', '--instance', '--token']);

/**
 * The sources in what was typed, each in its place, any of them more than once; and whether the answer is to be JSON: `--json`
 * with nothing behind it.
 */
export const readSources = (
  surroundings: Surroundings,
  typed: readonly string[],
  base: string | undefined,
): { readonly sources: readonly Source[]; readonly json: boolean } => {
  const sources: Source[] = [];
  let json = false;
  for (let index = 0; index < typed.length; index++) {
    const [option = '', inline] = (typed[index] ?? '').split(/=(.*)/s);
    const next = typed[index + 1];
    const follows = inline === undefined && next !== undefined && !next.startsWith('--');
    const name = inline ?? (follows ? next : undefined);
    const read = readers[option];
    if (!option.startsWith('-'))
      throw misuse(
        `register does not know what to do with “${option}”.`,
        'Say what it is, as in --feed feed.xml',
      );
    if (follows && (read || others.has(option))) index += 1;
    if (read && name !== undefined)
      sources.push({
        name,
        place: `${option} ${isAddress(name) ? name : resolve(surroundings.folder, name)}`,
        read: () => read(surroundings, name, base),
      });
    else if (option === '--json') json = true;
  }
  return { sources, json };
};
