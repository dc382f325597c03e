import type { Asked } from '../ask.ts';
import type { Entry, RawEntry, Read, Skipped } from '../reading/entry.ts';
import { readTitles } from '../reading/read-titles.ts';
import type { Surroundings } from '../surroundings.ts';
import { openBar } from '../telling/bar.ts';
import { addressKey } from './address-key.ts';
import { findMoves, type Move } from './find-moves.ts';
import { type Journal, openJournal, type Remembered } from './journal.ts';
import { type RefusedMove, sendMoves } from './send-moves.ts';
import { type SentThings, sendThings } from './send-things.ts';

export type Source = {
  /** What it is called: a path, or an address. */
  readonly name: string;
  /** What it is known by from wherever the command runs. */
  readonly place: string;
  readonly read: () => Promise<Read>;
};

export type Options = {
  readonly dryRun: boolean;
  /** Whether what is remembered is sent again as well. */
  readonly all: boolean;
  readonly moves: boolean;
  readonly askPages: boolean;
  /** What holds for entries whose source does not say. */
  readonly kind: Entry['kind'];
  readonly language: Entry['language'];
};

export type Outcome = SentThings & {
  readonly source: string;
  readonly found: number;
  /** How many of these name an address again. */
  readonly repeated: number;
  readonly unchanged: number;
  readonly moved: readonly Move[];
  readonly waiting: readonly RefusedMove[];
  readonly skipped: readonly Skipped[];
  /** How many titles are made of addresses. */
  readonly unread: number;
};

/**
 * Registers what a source has, and moves what has moved: whatever was interrupted is done by the next run, and what is
 * done already is not done again. In a dry run nothing is sent and nothing is kept.
 */
export const registerSource = async (
  surroundings: Surroundings,
  asked: Asked,
  source: Source,
  options: Options,
): Promise<Outcome> => {
  const { entries: raw, skipped } = await source.read();
  const journal = await openJournal(surroundings.environment.configFolder, asked.instance, source.place);
  await checkJournal(asked, journal, options);
  const { entries, remembered, repeated, ...titled } = await complete(surroundings, journal, raw, options);

  const found = options.moves
    ? await findMoves(surroundings, journal.known, entries)
    : { moves: [], gone: [] };
  const { moved, waiting } = options.dryRun
    ? { moved: found.moves, waiting: [] }
    : await sendMoves(asked, journal, found.moves);
  if (!options.dryRun) await journal.forget(found.gone);

  const held = new Set([...waiting, ...(options.dryRun ? moved : [])].map(({ to }) => addressKey(to)));
  const left = entries.filter(({ url }) => !held.has(addressKey(url)));
  const changed = left.filter((entry) => options.all || !isKnown(journal, entry));
  const marked = changed.map((entry): Remembered => ({ entry, changed: remembered.get(entry.url) }));
  const sending = new Set(changed);
  const there = new Set(moved.map(({ to }) => addressKey(to)));
  const sent = await sendThings(surroundings, asked, journal, marked, options.dryRun);
  return {
    source: source.name,
    found: raw.length,
    repeated,
    unchanged: left.filter((entry) => !sending.has(entry) && !there.has(addressKey(entry.url))).length,
    moved,
    waiting,
    skipped: [...skipped, ...titled.skipped],
    unread: titled.unread,
    ...sent,
  };
};

/** What is remembered is worth nothing where the instance was set up anew: one of it is asked for. */
const checkJournal = async (asked: Asked, journal: Journal, { dryRun }: Options): Promise<void> => {
  const [first] = journal.known.values();
  if (!first || dryRun) return;
  if (!(await asked.ask((flattr) => flattr.thing({ url: first.entry.url })))) await journal.clear();
};

/** The entries each once, with a title, a kind and a language; pages are asked only for what is new or was changed. */
const complete = async (
  surroundings: Surroundings,
  journal: Journal,
  raw: readonly RawEntry[],
  options: Options,
) => {
  const unique = [...new Map(raw.map((entry) => [addressKey(entry.url), entry])).values()];
  const filled = unique.map((entry): RawEntry => {
    const known = journal.known.get(addressKey(entry.url));
    return entry.title === undefined && known && known.changed === entry.changed && !options.all
      ? { ...entry, ...known.entry, url: entry.url }
      : entry;
  });
  const pages = filled.filter(({ title }) => title === undefined).length;
  const bar = await openBar(surroundings, options.askPages ? pages : 0, 'Reading pages');
  const known = filled.length - pages;
  const titled = await readTitles(surroundings, filled, {
    askPages: options.askPages,
    tell: (done) => bar.tell(Math.max(0, done - known)),
  });
  bar.close();
  const entries = titled.entries.map(
    (entry): Entry => ({
      ...entry,
      kind: entry.kind ?? options.kind,
      language: entry.language ?? options.language,
    }),
  );
  const remembered = new Map(unique.map(({ url, changed }) => [url, changed]));
  return { ...titled, entries, remembered, repeated: raw.length - unique.length };
};

/** Whether all that the instance is told of an entry was registered by an earlier run. */
const isKnown = ({ known }: Journal, entry: Entry): boolean => {
  const was = known.get(addressKey(entry.url));
  return was !== undefined && toldOf(was.entry) === toldOf(entry);
};

const toldOf = ({ title, kind, language, tags }: Entry): string =>
  JSON.stringify([title, kind ?? null, language ?? null, tags ?? null]);
