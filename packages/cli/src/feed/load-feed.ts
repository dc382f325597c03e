import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isAddress } from '../reading/load.ts';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes, misuse, Trouble } from '../trouble.ts';
import { userAgent } from '../version.ts';

/** A feed byte for byte, and the address that it was read at in the end; undefined for a file. */
export type LoadedFeed = { readonly bytes: Uint8Array; readonly url: string | undefined };

const timeoutMs = 30_000;

/** Reads a path or an address as it is. */
export const loadFeed = async ({ fetch, folder }: Surroundings, source: string): Promise<LoadedFeed> => {
  if (!isAddress(source)) {
    const bytes = await readFile(resolve(folder, source)).catch((error: NodeJS.ErrnoException) => {
      throw misuse(
        error.code === 'ENOENT' ? `There is no file ${source}.` : `${source} cannot be read: ${error.code}.`,
      );
    });
    return { bytes, url: undefined };
  }
  const init = { headers: { 'user-agent': userAgent }, signal: AbortSignal.timeout(timeoutMs) };
  const answer = await fetch(source, init).catch(() => {
    throw new Trouble(exitCodes.noAnswer, `${source} cannot be reached.`, 'Is it right? Then try again.');
  });
  if (!answer.ok) throw new Trouble(exitCodes.noAnswer, `${source} answers ${answer.status}.`);
  return { bytes: new Uint8Array(await answer.arrayBuffer()), url: answer.url || source };
};
