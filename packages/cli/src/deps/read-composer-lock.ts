import { type Dependency, pagesOf } from './dependency.ts';
import { fundingOf } from './npm-funding.ts';

type Locked = {
  readonly name: string;
  readonly version?: string;
  readonly homepage?: string;
  readonly source?: { readonly url?: string };
  readonly funding?: unknown;
};

type Lock = { readonly packages?: readonly Locked[]; readonly 'packages-dev'?: readonly Locked[] };

/** What a composer.lock names, which says itself where each is made and funded. */
export const readComposerLock = (text: string): readonly Dependency[] => {
  const { packages = [], 'packages-dev': forDevelopment = [] } = JSON.parse(text) as Lock;
  return [...packages, ...forDevelopment].map(({ name, version, homepage, source, funding }) => ({
    name,
    version,
    from: 'composer',
    urls: pagesOf([source?.url, homepage, ...fundingOf(funding), `https://packagist.org/packages/${name}`]),
  }));
};
