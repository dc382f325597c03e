import type { Registration } from '@flattr/sdk';
import type { Asked } from '../ask.ts';
import type { Surroundings } from '../surroundings.ts';
import { openBar } from '../telling/bar.ts';
import type { Journal, Remembered } from './journal.ts';

export type RefusedThing = { readonly url: string; readonly code: string; readonly message: string };

export type SentThings = {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly refused: readonly RefusedThing[];
  /** Where whoever made them claims the sites that nobody has claimed. */
  readonly claimAt: readonly string[];
};

/** As many as the instance takes at once. */
const batchSize = 500;

/** Registers things batch by batch, and keeps each batch that is done. A dry run says that all would be. */
export const sendThings = async (
  surroundings: Surroundings,
  asked: Asked,
  journal: Journal,
  things: readonly Remembered[],
  dryRun: boolean,
): Promise<SentThings> => {
  if (dryRun) return dryRunOf(journal, things);
  const results: [Remembered, Registration][] = [];
  const bar = await openBar(surroundings, things.length, 'Registering');
  try {
    for (let start = 0; start < things.length; start += batchSize) {
      const batch = things.slice(start, start + batchSize);
      const inputs = batch.map(({ entry: { id: _id, ...input } }) => ({
        ...input,
        tags: input.tags && [...input.tags],
      }));
      const registered = await asked.ask((flattr) => flattr.registerThings(inputs));
      const pairs = batch.map((thing, index): [Remembered, Registration | undefined] => [
        thing,
        registered[index],
      ]);
      for (const [thing, result] of pairs) if (result) results.push([thing, result]);
      await journal.remember(pairs.filter(([, result]) => result?.thing).map(([thing]) => thing));
      bar.tell(start + batch.length);
    }
  } finally {
    bar.close();
  }
  const of = (which: (result: Registration) => boolean) =>
    results.filter(([, result]) => which(result)).map(([{ entry }]) => entry.url);
  return {
    created: of(({ created }) => created),
    updated: of(({ created, thing }) => !created && thing !== null),
    refused: results.flatMap(([{ entry }, { errors }]) =>
      errors.slice(0, 1).map(({ code, message }) => ({ url: entry.url, code, message })),
    ),
    claimAt: [...new Set(results.flatMap(([, { claimAt }]) => claimAt ?? []))],
  };
};

const dryRunOf = ({ known }: Journal, things: readonly Remembered[]): SentThings => {
  const before = new Set([...known.values()].map(({ entry }) => entry.url));
  const urls = things.map(({ entry }) => entry.url);
  return {
    created: urls.filter((url) => !before.has(url)),
    updated: urls.filter((url) => before.has(url)),
    refused: [],
    claimAt: [],
  };
};
