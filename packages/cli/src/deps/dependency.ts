/** What a project depends on, with the addresses at which whoever makes it may be found. */
export type Dependency = {
  readonly name: string;
  readonly version: string | undefined;
  /** Where it is from: `npm`, `composer`, `cargo` or `pip`. */
  readonly from: string;
  /** Its pages, the likeliest first: its repository, its homepage, its funding pages, its page in the registry. */
  readonly urls: readonly string[];
};

/** The addresses that are web pages, each once, as their repositories and homepages are written. */
export const pagesOf = (texts: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => pageOf(text) ?? [])),
];

/** `git+https://github.com/a/b.git`, `git@github.com:a/b.git`, `github:a/b` and `a/b` are all one page; `a.example/b` is another. */
const pageOf = (text: string | undefined): string | undefined => {
  const written = text
    ?.trim()
    .replace(/^git\+/, '')
    .replace(/^git:\/\//, 'https://');
  if (!written) return undefined;
  const ssh = /^(?:ssh:\/\/)?git@([^:/]+)[:/](.+)$/.exec(written);
  const short = /^(?:github:)?([\w-]+\/[\w.-]+)$/.exec(written);
  const bare = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(written);
  const [, host, path] = ssh ?? [];
  const url = host
    ? `https://${host}/${path}`
    : short
      ? `https://github.com/${short[1]}`
      : bare
        ? `https://${written}`
        : written;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  const page = new URL(url);
  page.protocol = 'https:';
  page.hash = '';
  page.pathname = page.pathname.replace(/\.git$/, '');
  return page.href;
};
