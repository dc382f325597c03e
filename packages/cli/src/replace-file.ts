import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/**
 * Puts a new file in the place of one, or where there is none: written beside it, safe on the disk, and only then renamed. Cut off
 * anywhere, the path holds the old file or the new one, whole. What throws while it is written leaves the old one.
 */
export const replaceFile = async (asked: string, write: (copy: string) => Promise<void>): Promise<void> => {
  // A link stays one: what it leads to is replaced.
  const path = await realpath(asked).catch(() => asked);
  const copy = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}${extname(path)}`);
  try {
    await write(copy);
    await syncAt(copy);
    await rename(copy, path);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
  await syncAt(dirname(path));
};

const syncAt = async (path: string): Promise<void> => {
  const at = await open(path);
  try {
    await at.sync();
  } finally {
    await at.close();
  }
};
