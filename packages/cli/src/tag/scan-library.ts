import { readTags } from './read-tags.ts';
import { TagTrouble } from './tag-trouble.ts';
import { type TaggedThing, thingsOfTags } from './thing-of-tags.ts';

export type Scanned = {
  readonly things: readonly TaggedThing[];
  /** Files whose tags name no page and no recording, or cannot be read. */
  readonly unnamed: readonly string[];
};

const tagsMax = 20;

/** What the files of a library are, each thing once with the ids of all its recordings. */
export const scanLibrary = async (
  files: readonly string[],
  server: string,
  tell: (done: number) => void,
): Promise<Scanned> => {
  const things = new Map<string, TaggedThing>();
  const unnamed: string[] = [];
  for (const [index, file] of files.entries()) {
    const found = await thingsIn(file, server);
    if (found.length === 0) unnamed.push(file);
    for (const thing of found) {
      const known = things.get(thing.url);
      const tags = [...new Set([...(known?.tags ?? []), ...thing.tags])].slice(0, tagsMax);
      things.set(thing.url, { ...(known ?? thing), tags });
    }
    tell(index + 1);
  }
  return { things: [...things.values()], unnamed };
};

const thingsIn = async (file: string, server: string): Promise<TaggedThing[]> => {
  try {
    return thingsOfTags(await readTags(file), server);
  } catch (error) {
    if (error instanceof TagTrouble) return [];
    throw error;
  }
};
