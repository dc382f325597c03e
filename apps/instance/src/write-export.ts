import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { WriteExported } from '@flattr/domain/settlement/export-month';

/**
 * Has an export written into a folder that no one else may read, with the hashes of its files. The folder gets its name when all
 * of it is there, so a broken export is never taken for a whole one. A folder that is there already is left alone.
 */
export const writeExport = async (
  out: string,
  exporting: (write: WriteExported) => Promise<void>,
): Promise<void> => {
  const folder = resolve(out);
  if (await stat(folder).catch(() => undefined))
    throw new Error(`${out} is there already: name a new folder.`);
  const unfinished = `${folder}.unfinished-${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await mkdir(unfinished, { mode: 0o700 });
    const hashes = new Map<string, string>();
    await exporting(async (name, pieces) => {
      hashes.set(name, await writeFile(join(unfinished, name), pieces));
    });
    const manifest = [...hashes].map(([name, hash]) => `${hash}  ${name}\n`).join('');
    await writeFile(join(unfinished, 'SHA256SUMS'), [manifest]);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
};

/** Writes a file to the disk itself, and returns its SHA-256. */
const writeFile = async (
  path: string,
  pieces: AsyncIterable<string | Buffer> | Iterable<string>,
): Promise<string> => {
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      await file.appendFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
};
