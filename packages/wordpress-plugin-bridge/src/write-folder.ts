import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from './files.ts';

/**
 * Makes a folder hold these files and no others. What is as it should be stays untouched, and the folder itself is never
 * removed: a WordPress that has it mounted goes on running.
 */
export const writeFolder = async (folder: string, files: Files): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (entry.isFile() && !files.has(name)) await rm(path);
  }
  for (const [name, content] of files) {
    const path = join(folder, name);
    const kept = await readFile(path).catch(() => undefined);
    if (kept?.equals(content)) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
};
