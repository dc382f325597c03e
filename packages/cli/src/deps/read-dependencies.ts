import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exitCodes, misuse, Trouble } from '../trouble.ts';
import type { Dependency } from './dependency.ts';
import { readCargoLock } from './read-cargo-lock.ts';
import { readComposerLock } from './read-composer-lock.ts';
import { readNpmLock } from './read-npm-lock.ts';
import { readRequirements } from './read-requirements.ts';

export type ReadDependencies = {
  /** The lockfiles that were read. */
  readonly read: readonly string[];
  /** The lockfiles that are there and that nobody here reads. */
  readonly notRead: readonly string[];
  readonly dependencies: readonly Dependency[];
};

type Reader = (text: string, folder: string) => readonly Dependency[] | Promise<readonly Dependency[]>;

const readers: Readonly<Record<string, Reader>> = {
  'package-lock.json': readNpmLock,
  'npm-shrinkwrap.json': readNpmLock,
  'composer.lock': readComposerLock,
  'Cargo.lock': readCargoLock,
  'requirements.txt': readRequirements,
};

const unread = [
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  'poetry.lock',
  'uv.lock',
  'Gemfile.lock',
  'go.sum',
];

/** What the lockfiles of a folder name, or one of them: each dependency once, whatever its versions. */
export const readDependencies = async (path: string, said: string): Promise<ReadDependencies> => {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw misuse(`There is no file or folder ${said}.`);
  const folder = found.isDirectory() ? path : dirname(path);
  const names = found.isDirectory() ? await readdir(path) : [basename(path)];
  const read = names.filter((name) => Object.hasOwn(readers, name)).sort();
  const notRead = names.filter((name) => unread.includes(name)).sort();
  if (read.length === 0) throw nothingRead(said, notRead);
  const dependencies = new Map<string, Dependency>();
  for (const name of read) {
    for (const dependency of await readOne(join(folder, name), name, folder))
      dependencies.set(`${dependency.from} ${dependency.name}`, dependency);
  }
  return { read, notRead, dependencies: [...dependencies.values()] };
};

const readOne = async (file: string, name: string, folder: string): Promise<readonly Dependency[]> => {
  try {
    return (await readers[name]?.(await readFile(file, 'utf8'), folder)) ?? [];
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Trouble(exitCodes.misuse, `${name} cannot be read: ${error.message}.`);
    throw error;
  }
};

const nothingRead = (said: string, notRead: readonly string[]): Trouble => {
  const known = `These are read: ${Object.keys(readers).join(', ')}.`;
  return notRead.length > 0
    ? misuse(`${notRead.join(' and ')} cannot be read here.`, known)
    : misuse(`There is no lockfile in ${said}.`, known);
};
