import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import { type Entry, type RawEntry, type Skipped, titleOfAddress } from './entry.ts';
import { load } from './load.ts';
import { pageFacts } from './page-facts.ts';

/** So many pages are asked at once. */
const atOnce = 4;

export type Titled = {
  readonly entries: readonly Entry[];
  readonly skipped: readonly Skipped[];
  /** How many titles are made of addresses, since their pages could not be read. */
  readonly unread: number;
};

type Options = {
  /** Whether pages are asked for what their source does not say. */
  readonly askPages: boolean;
  readonly tell: (done: number) => void;
};

/**
 * Gives each entry a title: its own, what its page says, or the words of its address. A page that is gone (404, 410) is
 * left out.
 */
export const readTitles = async (
  surroundings: Surroundings,
  raw: readonly RawEntry[],
  { askPages, tell }: Options,
): Promise<Titled> => {
  const entries: (Entry | undefined)[] = [];
  const skipped: Skipped[] = [];
  let unread = 0;
  const waiting = [...raw.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, entry] = next;
      const page = entry.title === undefined && askPages ? await readPage(surroundings, entry) : undefined;
      if (page === 'gone') skipped.push({ what: entry.url, why: 'its page is gone' });
      else
        entries[index] = {
          ...page,
          ...known(entry),
          title: entry.title ?? page?.title ?? titleOfAddress(entry.url),
        };
      if (page === undefined && entry.title === undefined) unread += 1;
      tell(raw.length - waiting.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { entries: entries.filter((entry) => entry !== undefined), skipped, unread: askPages ? unread : 0 };
};

/** What its source says of an entry, and nothing that it does not. */
const known = ({ changed: _changed, ...entry }: RawEntry) =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as Omit<
    RawEntry,
    'changed'
  >;

const readPage = async (surroundings: Surroundings, { url }: RawEntry) => {
  try {
    const { title, kind, language, tags } = pageFacts((await load(surroundings, url)).text, url);
    return { title, kind, language, tags };
  } catch (error) {
    if (!(error instanceof Trouble) || error.exit !== exitCodes.noAnswer) throw error;
    return / answers (404|410)\.$/.test(error.message) ? 'gone' : undefined;
  }
};
