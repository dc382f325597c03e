import { join } from 'node:path';
import { type Dependency, pagesOf } from './dependency.ts';
import { fundingOf } from './npm-funding.ts';
import { readInstalled } from './read-installed.ts';

type Locked = {
  readonly version?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly funding?: unknown;
};

type Lock = {
  readonly packages?: Readonly<Record<string, Locked>>;
  readonly dependencies?: Readonly<Record<string, Locked & { readonly dependencies?: Lock['dependencies'] }>>;
};

const installedIn = 'node_modules/';

/** What an npm lockfile names, of any of its three versions, with what each says of itself where it is installed. */
export const readNpmLock = async (text: string, folder: string): Promise<readonly Dependency[]> => {
  const lock = JSON.parse(text) as Lock;
  const places = lock.packages ? packagesOf(lock.packages) : nestedOf(lock.dependencies ?? {});
  const dependencies = new Map<string, Dependency>();
  for (const { name, place, locked } of places) {
    if (dependencies.has(name)) continue;
    const installed = await readInstalled(join(folder, place));
    const urls = pagesOf([
      ...installed.pages,
      ...fundingOf(locked.funding),
      ...installed.funding,
      `https://www.npmjs.com/package/${name}`,
    ]);
    dependencies.set(name, { name, version: locked.version, from: 'npm', urls });
  }
  return [...dependencies.values()];
};

type Place = { readonly name: string; readonly place: string; readonly locked: Locked };

/** What lies in `node_modules`; what else is there are the project's own workspaces. */
const packagesOf = (packages: Readonly<Record<string, Locked>>): Place[] =>
  Object.entries(packages)
    .filter(([place, locked]) => place.includes(installedIn) && !locked.link)
    .map(([place, locked]) => ({
      name: place.slice(place.lastIndexOf(installedIn) + installedIn.length),
      place,
      locked,
    }));

const nestedOf = (dependencies: NonNullable<Lock['dependencies']>, below = ''): Place[] =>
  Object.entries(dependencies).flatMap(([name, locked]) => {
    const place = `${below}${installedIn}${name}`;
    return [{ name, place, locked }, ...nestedOf(locked.dependencies ?? {}, `${place}/`)];
  });
