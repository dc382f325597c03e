import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The files of a built site that end so, as paths of its addresses: with `/`, in their order. */
export const listFiles = async (folder: string, ending: RegExp): Promise<readonly string[]> => {
  const named = (await readdir(folder, { recursive: true })).filter((file) => ending.test(file));
  const files = await Promise.all(named.map(async (file) => (await stat(join(folder, file))).isFile()));
  return named
    .filter((_, index) => files[index])
    .map((file) => file.split(sep).join('/'))
    .sort();
};
