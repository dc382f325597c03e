import type { Entry } from '../reading/entry.ts';
import { isAddress } from '../reading/load.ts';
import type { Surroundings } from '../surroundings.ts';
import { openBar } from '../telling/bar.ts';
import { addressKey } from './address-key.ts';
import type { Remembered } from './journal.ts';
import { redirectOf } from './redirect-of.ts';

export type Move = { readonly from: string; readonly to: string };

export type FoundMoves = {
  readonly moves: readonly Move[];
  /** Addresses that the source had and has no more, and that lead to nothing new of it. */
  readonly gone: readonly string[];
};

/** So many old addresses are asked at once. */
const atOnce = 4;

/**
 * What of a source has moved since it was registered: an entry whose guid is the same, and an address that is no longer of the
 * source and redirects for good to one that is new in it. Old addresses are asked only where something is new.
 */
export const findMoves = async (
  surroundings: Surroundings,
  known: ReadonlyMap<string, Remembered>,
  entries: readonly Entry[],
): Promise<FoundMoves> => {
  const current = new Set(entries.map(({ url }) => addressKey(url)));
  const fresh = new Map(
    entries.filter(({ url }) => !known.has(addressKey(url))).map((entry) => [addressKey(entry.url), entry]),
  );
  const missing = [...known].filter(([key]) => !current.has(key)).map(([, { entry }]) => entry);
  if (fresh.size === 0 || missing.length === 0) return { moves: [], gone: [] };

  const knownAs = namedOnce([...known.values()].map(({ entry }) => entry));
  const named = namedOnce(entries);
  const moves: Move[] = [];
  const asked: Entry[] = [];
  for (const old of missing) {
    const now = old.id !== undefined && knownAs.has(old.id) ? named.get(old.id) : undefined;
    if (now && fresh.has(addressKey(now.url))) moves.push({ from: old.url, to: now.url });
    else if (old.id === undefined || isAddress(old.id)) asked.push(old);
  }
  const { moves: redirected, gone } = await askOld(surroundings, asked, fresh);
  return { moves: eachOnce([...moves, ...redirected]), gone };
};

/** Entries by their guids, but for those guids that several have: they name nothing. */
const namedOnce = (entries: readonly Entry[]): ReadonlyMap<string | undefined, Entry> =>
  new Map(
    [...Map.groupBy(entries, ({ id }) => id)].flatMap(([id, [entry, ...others]]) =>
      entry && others.length === 0 ? [[id, entry] as const] : [],
    ),
  );

/** Asks old addresses where they lead. A host that does not answer once is not asked again in this run. */
const askOld = async (
  surroundings: Surroundings,
  old: readonly Entry[],
  fresh: ReadonlyMap<string, Entry>,
): Promise<FoundMoves> => {
  const moves: Move[] = [];
  const gone: string[] = [];
  const silent = new Set<string>();
  const waiting = [...old];
  const bar = await openBar(surroundings, old.length, 'Asking old addresses');
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { host } = new URL(next.url);
      const led = silent.has(host) ? [] : await redirectOf(surroundings.fetch, next.url);
      const now = led.map((url) => fresh.get(addressKey(url))).find((entry) => entry !== undefined);
      if (now) moves.push({ from: next.url, to: now.url });
      else if (led.length > 0) gone.push(next.url);
      else silent.add(host);
      bar.tell(old.length - waiting.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  bar.close();
  return { moves, gone };
};

/** Of several that lead to one address the first: the others are what it was before. */
const eachOnce = (moves: readonly Move[]): Move[] => {
  const taken = new Set<string>();
  return moves.filter(({ to }) => !taken.has(addressKey(to)) && taken.add(addressKey(to)));
};
