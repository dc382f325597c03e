import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

const endings = new Set(['.mp3', '.flac', '.ogg', '.oga', '.opus', '.m4a', '.m4b', '.mp4']);

/** The audio files in a folder and in all that are in it, in the order of their names; hidden ones are left out. */
export const findAudio = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const shown = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const found = await Promise.all(
    shown.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return findAudio(path);
      return entry.isFile() && endings.has(extname(entry.name).toLowerCase()) ? [path] : [];
    }),
  );
  return found.flat();
};
