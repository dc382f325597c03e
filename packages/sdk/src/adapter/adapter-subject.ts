import type { Adapter, AdapterConfiguration } from './adapter.ts';

/** What an author writes. */
export type Post = { readonly title: string; readonly language: string; readonly tags: readonly string[] };

/** A site with nothing on it, in the system that the adapter is for. */
export type OpenSite = {
  readonly adapter: Adapter;
  /** Publishes a post, and gives its address in full. */
  readonly publish: (post: Post) => Promise<string>;
  /** Keeps a post to its author, and gives the address that it will have. */
  readonly draft: (post: Post) => Promise<string>;
  /** The body that a visitor gets at an address of the site, whatever its status. */
  readonly visit: (address: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** What the checks need of whoever wrote an adapter. */
export type AdapterSubject = {
  /** A real instance, such as one that `npm start` runs, and a token with the scope `things:write`. */
  readonly configuration: AdapterConfiguration & { readonly token: string };
  /** Opens a site of its own for each check, at an address that no other has. */
  readonly open: (configuration: AdapterConfiguration) => Promise<OpenSite>;
};
