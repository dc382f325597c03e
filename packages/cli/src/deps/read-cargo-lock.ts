import type { Dependency } from './dependency.ts';

/** What a Cargo.lock names that is from crates.io; cargo writes each field in a line of its own. What has no source is the project's. */
export const readCargoLock = (text: string): readonly Dependency[] =>
  text
    .split(/^\[\[package\]\]\s*$/m)
    .slice(1)
    .flatMap((block) => {
      const field = (key: string) => new RegExp(`^${key} = "([^"]*)"\\s*$`, 'm').exec(block)?.[1];
      const name = field('name');
      if (name === undefined || !field('source')?.includes('crates.io')) return [];
      return [{ name, version: field('version'), from: 'cargo', urls: [`https://crates.io/crates/${name}`] }];
    });
