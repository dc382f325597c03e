import { createFlattr } from '../create-flattr.ts';
import type { Fetch } from '../request.ts';
import type { AdapterPage } from './adapter.ts';
import type { AdapterSubject, OpenSite, Post } from './adapter-subject.ts';

export type AdapterCheck = {
  /** What holds where it passes. */
  readonly name: string;
  /** Throws an `Error` that says what is wrong. */
  readonly run: () => Promise<void>;
};

const bread: Post = { title: 'On bread', language: 'en', tags: ['food', 'baking'] };
const trains: Post = { title: 'Züge & "Nächte"', language: 'de', tags: [] };
const hostile: Post = { title: '"><script>alert(1)</script>', language: 'en', tags: ['</a>'] };

const check = (holds: unknown, sentence: string): void => {
  if (!holds) throw new Error(sentence);
};

const pagesOf = async ({ adapter }: OpenSite): Promise<AdapterPage[]> => {
  const pages: AdapterPage[] = [];
  for await (const page of adapter.pages()) pages.push(page);
  return pages;
};

const pageAt = async (site: OpenSite, url: string): Promise<AdapterPage> => {
  const page = (await pagesOf(site)).find((one) => one.url === url);
  if (!page) throw new Error(`pages() does not give ${url}, which is published`);
  return page;
};

/** The address of our page for a thing, as it stands in HTML. */
const flattrLink = (instance: string, url: string): string =>
  `href="${new URL('/flattr', instance).href}?url=${encodeURIComponent(url)}`;

const rendered = ({ adapter }: OpenSite, page: AdapterPage): string =>
  adapter.renderButton(page) + adapter.renderHead(page);

type Run = (site: OpenSite, subject: AdapterSubject) => Promise<void>;

const checks: Readonly<Record<string, Run>> = {
  'gives each published page once, with its address in full and its title': async (site) => {
    const urls = [await site.publish(bread), await site.publish(trains)];
    const pages = await pagesOf(site);
    check(
      pages.length === 2 && urls.every((url) => pages.some((page) => page.url === url)),
      `pages() gives ${JSON.stringify(pages.map(({ url }) => url))}, not ${JSON.stringify(urls)}`,
    );
    for (const [index, { title, language }] of [bread, trains].entries()) {
      const page = await pageAt(site, urls[index] ?? '');
      check(page.title === title, `a title is ${page.title}, not ${title}: give it as plain text`);
      check(page.language === language, `the language of ${title} is ${page.language}, not ${language}`);
    }
  },
  'gives no draft': async (site) => {
    await site.draft(bread);
    check((await pagesOf(site)).length === 0, 'pages() gives a page that is not published');
  },
  'renders a button that is a link without its script': async (site, { configuration }) => {
    const page = await pageAt(site, await site.publish(bread));
    const html = site.adapter.renderButton(page);
    check(/^\s*<flattr-button\b/.test(html), 'renderButton does not give a <flattr-button>');
    check(
      html.includes(`<a ${flattrLink(configuration.instance, page.url)}`),
      'renderButton gives no link to the page of the instance that flattrs this page',
    );
  },
  'shows the button, its script and the payment link on the page itself': async (site, { configuration }) => {
    const url = await site.publish(bread);
    const page = await pageAt(site, url);
    const html = await site.visit(url);
    check(html.includes(site.adapter.renderButton(page)), 'the page does not have what renderButton gives');
    check(html.includes(site.adapter.renderHead(page)), 'the page does not have what renderHead gives');
    check(/<link [^>]*\brel="payment"/.test(site.adapter.renderHead(page)), 'the head has no payment link');
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    check(
      scripts.some((tag) => tag.includes('type="module"') && /src="[^"]*\/button(\.\w\w)?\.js"/.test(tag)),
      'the page loads no button.js as a module',
    );
    check(html.includes(configuration.instance), 'the page does not name the instance');
  },
  'lets no title and no tag out of its place': async (site) => {
    const url = await site.publish(hostile);
    const html = rendered(site, await pageAt(site, url)) + (await site.visit(url));
    check(!html.includes(hostile.title) && !/<script>alert/.test(html), 'a title stands unescaped in HTML');
  },
  'registers what is published, as it is': async (site, subject) => {
    const url = await site.publish(bread);
    const { registered } = await site.adapter.register();
    check(registered === 1, `register() says ${registered} pages, not 1`);
    const thing = await clientOf(subject).thing({ url });
    check(thing, `the instance does not know ${url}`);
    check(thing?.title === bread.title, `the instance has the title ${thing?.title}`);
    check(`${thing?.tags}` === `${bread.tags}`, `the instance has the tags ${thing?.tags}`);
    check(thing?.language === bread.language, `the instance has the language ${thing?.language}`);
  },
  'registers again without change': async (site, subject) => {
    const url = await site.publish(bread);
    await site.adapter.register();
    const before = await clientOf(subject).thing({ url });
    const again = await site.adapter.register([await pageAt(site, url)]);
    check(again.registered === 1 && again.created === 0, `the second time ${again.created} pages were new`);
    const after = await clientOf(subject).thing({ url });
    check(after?.id === before?.id, 'the second time the page became another thing');
  },
  'registers no draft': async (site, subject) => {
    const url = await site.draft(bread);
    await site.adapter.register();
    check(!(await clientOf(subject).thing({ url })), 'the instance knows a page that is not published');
  },
  'shows its token to nobody': async (site, { configuration }) => {
    const url = await site.publish(bread);
    const html = rendered(site, await pageAt(site, url)) + (await site.visit(url));
    check(!html.includes(configuration.token), 'the token stands in a page');
  },
  'proves the site in some way, where the instance looks for it': async (site) => {
    const url = await site.publish(bread);
    const text = 'flattr-site-proof=0123456789abcdef';
    const file = new URL('/.well-known/flattr.json', url).href;
    const proofs = [
      { way: 'WELL_KNOWN', place: file, text },
      { way: 'META', place: new URL('/', url).href, text: `<meta name="flattr:id" content="${text}">` },
    ] as const;
    const proven: string[] = [];
    for (const proof of proofs) {
      if (!(await site.adapter.prove(proof))) continue;
      const found = (await site.visit(proof.place)).includes(proof.text);
      check(found, `prove() says that ${proof.place} has the text of the proof, and it does not`);
      proven.push(proof.way);
    }
    check(
      proven.length > 0,
      'prove() can put a proof neither at /.well-known/flattr.json nor on the first page',
    );
  },
};

const clientOf = ({ configuration: { instance, token, fetch } }: AdapterSubject) =>
  createFlattr({ endpoint: new URL('/graphql', instance).href, token, fetch });

/** An adapter that was given no token asks the instance for nothing, and its pages have their buttons all the same. */
const withoutToken = async ({ configuration, open }: AdapterSubject): Promise<void> => {
  let asked = 0;
  const fetch: Fetch = (url, init) => {
    asked += 1;
    return globalThis.fetch(url, init);
  };
  const site = await open({ instance: configuration.instance, fetch });
  try {
    const url = await site.publish(bread);
    const { registered } = await site.adapter.register();
    check(registered === 0 && asked === 0, `without a token ${asked} requests were sent`);
    check((await site.visit(url)).includes('<flattr-button'), 'without a token the page has no button');
  } finally {
    await site.close();
  }
};

/**
 * What every adapter keeps, as checks for any test runner: each opens a site of its own.
 *
 * @example
 * ```ts
 * for (const { name, run } of adapterChecks(subject)) test(name, run);
 * ```
 */
export const adapterChecks = (subject: AdapterSubject): readonly AdapterCheck[] => [
  ...Object.entries(checks).map(([name, run]) => ({
    name,
    run: async () => {
      const site = await subject.open(subject.configuration);
      try {
        await run(site, subject);
      } finally {
        await site.close();
      }
    },
  })),
  { name: 'asks the instance for nothing without a token', run: () => withoutToken(subject) },
];
