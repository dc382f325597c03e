import { needsProgram } from '@flattr/evidence/needs-program';

/** One of `examples/`, as it is built: where its two posts and its feed come out. */
export type ExampleSite = {
  readonly name: string;
  /** The program that is not of npm, where it needs one; undefined where it is not on this machine. */
  readonly program?: { readonly name: string; readonly path: string | undefined };
  readonly output: string;
  readonly posts: readonly [bread: string, trains: string];
  readonly feed: string;
  readonly tags: readonly [bread: readonly string[], trains: readonly string[]];
};

const tags = [['food', 'patience'], ['travel']] as const;
const inFolders = { posts: ['/posts/bread/', '/posts/trains/'], feed: '/feed.xml', tags } as const;

export const exampleSites: readonly ExampleSite[] = [
  { name: 'eleventy', output: '_site', ...inFolders },
  { name: 'astro', output: 'dist', ...inFolders },
  { name: 'vitepress', output: '.vitepress/dist', ...inFolders, posts: ['/posts/bread', '/posts/trains'] },
  { name: 'react', output: 'dist', ...inFolders },
  {
    name: 'hugo',
    program: { name: 'hugo', path: needsProgram('hugo', ['/usr/bin/hugo']) },
    output: 'public',
    ...inFolders,
    feed: '/index.xml',
  },
  {
    name: 'jekyll',
    program: { name: 'jekyll', path: needsProgram('jekyll', ['/usr/bin/jekyll']) },
    output: '_site',
    ...inFolders,
  },
  {
    name: 'docusaurus',
    output: 'build',
    ...inFolders,
    posts: ['/posts/bread', '/posts/trains'],
    feed: '/rss.xml',
  },
];
