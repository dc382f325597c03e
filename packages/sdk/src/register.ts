import { createFlattr, type FlattrOptions, type RegisterThingInput } from './index.ts';
import { type BuiltSite, readFolder } from './site/read-folder.ts';

export type RegisterOptions = {
  /** The instance's origin, such as `https://flattr.example`. */
  readonly instance: string;
  /** The instance's GraphQL address; by default `/graphql` of its origin. */
  readonly endpoint?: string | undefined;
  /**
   * A token with the scope `things:write`, out of the environment of whatever publishes the site. Without one nothing is
   * registered: a build on somebody's own machine tells nobody anything.
   */
  readonly token?: string | undefined;
  /** Whether a page that is not registered ends the build with an error; by default it is only told. */
  readonly strict?: boolean | undefined;
  /** What becomes of the one line that is said; by default it goes to the console. */
  readonly log?: ((line: string) => void) | undefined;
  /** What sends the requests; by default the runtime's own `fetch`, which waits half a minute for an answer. */
  readonly fetch?: FlattrOptions['fetch'];
  /** How often a request that failed is sent again; 2 by default. */
  readonly retries?: FlattrOptions['retries'];
};

export type RefusedPage = { readonly url: string; readonly code: string; readonly message: string };

export type RegistrationSummary = {
  /** Why nothing was sent, or not all of it; null where every page was. */
  readonly missed: 'no-token' | 'failed' | null;
  /** How many pages the instance knows now. */
  readonly registered: number;
  /** How many of them are new to it. */
  readonly created: number;
  readonly refused: readonly RefusedPage[];
};

/** A build waits no longer than this for an answer. */
const patienceMs = 30_000;

const patiently: NonNullable<FlattrOptions['fetch']> = (url, init) =>
  fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(patienceMs) });

const pagesOf = (count: number): string => (count === 1 ? '1 page' : `${count} pages`);

const onceEach = (pages: readonly RegisterThingInput[]): readonly RegisterThingInput[] => [
  ...new Map(pages.map((page) => [page.url, page])).values(),
];

const nothing = { registered: 0, created: 0, refused: [] };

const send = async (
  pages: readonly RegisterThingInput[],
  {
    instance,
    endpoint = new URL('/graphql', instance).href,
    token,
    retries,
    fetch = patiently,
  }: RegisterOptions,
): Promise<RegistrationSummary> => {
  const results = await createFlattr({ endpoint, token, retries, fetch }).registerThings(pages);
  const refused = results.flatMap(({ errors: [error] }, index): RefusedPage[] =>
    error ? [{ url: pages[index]?.url ?? '', code: error.code, message: error.message }] : [],
  );
  const created = results.filter((result) => result.created).length;
  return { missed: null, registered: results.length - refused.length, created, refused };
};

const told = ({ registered, created, refused }: RegistrationSummary): string => {
  const [first] = refused;
  const known = `flattr: ${pagesOf(registered)} registered, ${created} new`;
  return first ? `${known}; ${refused.length} refused, the first ${first.url}: ${first.message}` : known;
};

/**
 * Registers the pages of a site that was built, in one line of the build's output: without a token none of them, and what
 * goes wrong is told and leaves the build as it is, unless `strict`. Registering again changes nothing.
 *
 * @example
 * ```ts
 * await registerPages({
 *   instance: 'https://flattr.example',
 *   token: process.env.FLATTR_TOKEN,
 *   pages: [{ url: 'https://blog.example/bread', title: 'On bread', kind: 'ARTICLE', language: 'en' }],
 * });
 * ```
 */
export const registerPages = async ({
  pages,
  ...options
}: RegisterOptions & { readonly pages: readonly RegisterThingInput[] }): Promise<RegistrationSummary> => {
  const { token, strict, log = console.log } = options;
  if (!token) {
    log('flattr: no token, so nothing is registered');
    return { ...nothing, missed: 'no-token' };
  }
  let summary: RegistrationSummary;
  try {
    summary = await send(onceEach(pages), options);
  } catch (error) {
    if (strict) throw error;
    log(
      `flattr: ${pagesOf(pages.length)} could not be registered: ${error instanceof Error ? error.message : error}`,
    );
    return { ...nothing, missed: 'failed' };
  }
  log(told(summary));
  if (strict && summary.refused.length > 0) throw new Error(told(summary));
  return summary;
};

/**
 * Registers the pages of a folder of built HTML that have a button for themselves, as `registerPages` does: with their own
 * titles, kinds, languages and tags.
 */
export const registerFolder = async (options: RegisterOptions & BuiltSite): Promise<RegistrationSummary> =>
  registerPages({ ...options, pages: await readFolder(options) });
