import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../reading/entry.ts';
import { addressKey } from './address-key.ts';

/** What was registered of a source, with the mark of when its source said that it was changed. */
export type Remembered = { readonly entry: Entry; readonly changed?: string | undefined };

/** What a source had when it was registered, at one instance. */
export type Journal = {
  /** By the key of its address. */
  readonly known: ReadonlyMap<string, Remembered>;
  /** Keeps what was registered just now. */
  remember(registered: readonly Remembered[]): Promise<void>;
  /** Keeps that a thing has moved: what was known of it is known of its new address. */
  move(from: string, to: string): Promise<void>;
  /** Keeps that these addresses are no longer of the source. */
  forget(addresses: readonly string[]): Promise<void>;
  /** Forgets all of it, as where the instance does not know it either. */
  clear(): Promise<void>;
};

type Line = { readonly put?: Remembered; readonly from?: string };

/**
 * Opens what is remembered of a source. It is written line by line as things happen, so that whatever ends a run, the next one
 * goes on behind it; a last line that was cut off is as if it were not there.
 */
export const openJournal = async (folder: string, instance: string, source: string): Promise<Journal> => {
  const name = createHash('sha256').update(`${instance}\n${source}`).digest('hex').slice(0, 24);
  const directory = join(folder, 'registered');
  const file = join(directory, `${name}.jsonl`);
  const { known, lines } = await readJournal(file);
  if (lines > 2 * known.size + 100) await rewrite(file, known);
  const append = async (added: readonly Line[]) => {
    if (added.length === 0) return;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // What was cut off ends there, and what is added begins a line of its own.
    await appendFile(file, `\n${added.map((line) => JSON.stringify(line)).join('\n')}\n`, { mode: 0o600 });
    for (const line of added) apply(known, line);
  };
  return {
    known,
    remember: (registered) => append(registered.map((put) => ({ put }))),
    forget: (addresses) => append(addresses.map((from) => ({ from }))),
    move: async (from, to) => {
      const was = known.get(addressKey(from));
      await append([{ from }, ...(was ? [{ put: { ...was, entry: { ...was.entry, url: to } } }] : [])]);
    },
    clear: async () => {
      known.clear();
      await rewrite(file, known);
    },
  };
};

const apply = (known: Map<string, Remembered>, { put, from }: Line): void => {
  if (from !== undefined) known.delete(addressKey(from));
  if (put) known.set(addressKey(put.entry.url), put);
};

const readJournal = async (file: string): Promise<{ known: Map<string, Remembered>; lines: number }> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  const known = new Map<string, Remembered>();
  const lines = text.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    const read = parsed(line);
    if (read) apply(known, read);
  }
  return { known, lines: lines.length };
};

const parsed = (line: string): Line | undefined => {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
};

const rewrite = async (file: string, known: ReadonlyMap<string, Remembered>): Promise<void> => {
  const written = `${file}.${randomUUID()}`;
  const lines = [...known.values()].map((put) => `${JSON.stringify({ put } satisfies Line)}\n`);
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  await writeFile(written, lines.join(''), { mode: 0o600 });
  await rename(written, file);
};
