import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFlattr, registerThings } from '@flattr/sdk';
import type { Adapter, AdapterConfiguration, AdapterPage, OpenSite, Post } from '@flattr/sdk/adapter';
import { renderButton } from '@flattr/sdk/render-button';
import { html, raw } from 'hono/html';

type Stored = Post & { readonly slug: string; readonly published: boolean };

/** A small content management system: each post is a file of a folder, written by its author and shown as a page. */
const openNotebook = async (address: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'flattr-notebook-'));
  await mkdir(join(folder, 'posts'));
  const write = async (post: Post, published: boolean): Promise<string> => {
    const slug = `post-${(await readdir(join(folder, 'posts'))).length + 1}`;
    await writeFile(join(folder, 'posts', slug), JSON.stringify({ ...post, slug, published }));
    return `${address}/${slug}`;
  };
  const read = async (slug: string): Promise<Stored> =>
    JSON.parse(await readFile(join(folder, 'posts', slug), 'utf8'));
  return { folder, write, read, list: () => readdir(join(folder, 'posts')) };
};

type Notebook = Awaited<ReturnType<typeof openNotebook>>;

const pageOf = ({ slug, title, language, tags }: Stored, address: string): AdapterPage => ({
  url: `${address}/${slug}`,
  title,
  kind: 'ARTICLE',
  language,
  tags,
});

/** The adapter of these notebooks. */
const createAdapter = (
  notebook: Notebook,
  address: string,
  { instance, token, fetch }: AdapterConfiguration,
): Adapter => {
  const published = async (): Promise<AdapterPage[]> => {
    const posts = await Promise.all((await notebook.list()).map(notebook.read));
    return posts.filter((post) => post.published).map((post) => pageOf(post, address));
  };
  return {
    pages: async function* () {
      yield* await published();
    },
    renderButton: ({ url, title, kind, tags, language }) =>
      renderButton({ instance, url, title, kind, tags, lang: language }),
    renderHead: ({ url }) =>
      `${html`<link rel="payment" type="text/html" href="${instance}/flattr?url=${encodeURIComponent(url)}">`}`,
    register: async (given) => {
      if (token === undefined) return { registered: 0, created: 0 };
      const { request } = createFlattr({ endpoint: `${instance}/graphql`, token, fetch });
      const results = await registerThings(request, given ?? (await published()));
      const registered = results.filter(({ thing }) => thing);
      return { registered: registered.length, created: registered.filter(({ created }) => created).length };
    },
    prove: async ({ way, text }) => {
      if (way !== 'WELL_KNOWN') return false;
      await writeFile(join(notebook.folder, 'flattr.json'), text);
      return true;
    },
  };
};

/** A notebook with its adapter, at an address of its own, as the checks of an adapter ask for one. */
export const openSite = async (address: string, configuration: AdapterConfiguration): Promise<OpenSite> => {
  const notebook = await openNotebook(address);
  const adapter = createAdapter(notebook, address, configuration);
  const show = async (slug: string): Promise<string> => {
    const post = await notebook.read(slug);
    if (!post.published) return 'Not found';
    const page = pageOf(post, address);
    const { title, language } = post;
    return `${html`<!doctype html><html lang="${language}"><head><title>${title}</title>${raw(adapter.renderHead(page))}
<script type="module" src="${configuration.instance}/button.js"></script></head>
<body><h1>${title}</h1>${raw(adapter.renderButton(page))}</body></html>`}`;
  };
  return {
    adapter,
    publish: (post) => notebook.write(post, true),
    draft: (post) => notebook.write(post, false),
    visit: (url) => {
      const path = new URL(url).pathname.slice(1);
      const proof = path === '.well-known/flattr.json';
      return proof ? readFile(join(notebook.folder, 'flattr.json'), 'utf8') : show(path);
    },
    close: () => rm(notebook.folder, { recursive: true }),
  };
};
