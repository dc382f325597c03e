import { FlattrError } from '@flattr/sdk';
import type { Asked } from '../ask.ts';
import type { Surroundings } from '../surroundings.ts';
import { openBar } from '../telling/bar.ts';
import { Trouble } from '../trouble.ts';
import type { Dependency } from './dependency.ts';

/** A thing as it is listed. */
export type FoundThing = {
  /** Its page on the instance. */
  readonly page: string;
  readonly url: string;
  readonly title: string;
  readonly creator: string | undefined;
  readonly flattrCount: number;
};

export type FoundDependency = Dependency & {
  /** The thing at the likeliest of its pages that somebody has registered. */
  readonly thing: FoundThing | undefined;
};

type Row = {
  readonly uuid: string;
  readonly slug: string;
  readonly url: string;
  readonly title: string;
  readonly flattrCount: number;
  readonly creator: { readonly handle: string } | null;
};

/** So many addresses are asked for in one question: it may have 480 fields. */
const atOnce = 50;

/** Asks an instance which pages of some dependencies are things there. */
export const findThings = async (
  surroundings: Surroundings,
  asked: Asked,
  dependencies: readonly Dependency[],
): Promise<readonly FoundDependency[]> => {
  const urls = [...new Set(dependencies.flatMap((dependency) => dependency.urls))];
  const things = new Map<string, FoundThing>();
  const bar = await openBar(surroundings, urls.length, 'Asking for pages');
  try {
    for (let start = 0; start < urls.length; start += atOnce) {
      for (const [url, thing] of await askFor(asked, urls.slice(start, start + atOnce)))
        things.set(url, thing);
      bar.tell(start + atOnce);
    }
  } finally {
    bar.close();
  }
  return dependencies.map((dependency) => ({
    ...dependency,
    thing: dependency.urls.map((url) => things.get(url)).find((thing) => thing !== undefined),
  }));
};

/** One address that nothing can have spoils the question: then its halves are asked. */
const askFor = async (asked: Asked, urls: readonly string[]): Promise<readonly Found[]> => {
  try {
    return await askAtOnce(asked, urls);
  } catch (error) {
    const isOurs =
      error instanceof Trouble && error.cause instanceof FlattrError && error.cause.code === 'BAD_USER_INPUT';
    if (!isOurs) throw error;
    if (urls.length === 1) return [];
    const half = Math.ceil(urls.length / 2);
    return [...(await askFor(asked, urls.slice(0, half))), ...(await askFor(asked, urls.slice(half)))];
  }
};

type Found = readonly [string, FoundThing];

const askAtOnce = async ({ instance, ask }: Asked, urls: readonly string[]): Promise<Found[]> => {
  const declared = urls.map((_, index) => `$u${index}: String`).join(', ');
  const fields = urls.map((_, index) => `t${index}: thing(url: $u${index}) { ...Found }`).join(' ');
  const text = `query (${declared}) { ${fields} } fragment Found on Thing { uuid slug url title flattrCount creator { handle } }`;
  const variables = Object.fromEntries(urls.map((url, index) => [`u${index}`, url]));
  const data = await ask((flattr) =>
    flattr.request<Readonly<Record<string, Row | null>>, typeof variables>(text, variables),
  );
  return urls.flatMap((url, index) => {
    const row = data[`t${index}`];
    return row ? [[url, shown(instance, row)] as const] : [];
  });
};

const shown = (instance: string, { uuid, slug, url, title, flattrCount, creator }: Row): FoundThing => ({
  page: `${instance}/t/${uuid}/${slug}`,
  url,
  title,
  creator: creator?.handle,
  flattrCount,
});
