import { createGuardedFetch } from '@flattr/adapters';
import { CreateTokenDocument, type Flattr } from '@flattr/sdk';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { executablePath, flags } from '../../../apps/instance/test/browsing.ts';
import { createServedWorld, type ServedWorld } from '../../../apps/instance/test/served-world.ts';
import { type PhpVersion, phpVersions } from './wordpress-program.ts';
import { openWordPress, type Session, type WordPressSite } from './wordpress-site.ts';

export { executablePath };

export type TokenScope = 'ME_READ' | 'THINGS_WRITE' | 'EARNINGS_READ' | 'CLAIMS_WRITE';

/** How long it may take to open, on a machine with much else to do. */
export const openingMs = 240_000;

export type Joined = { readonly cookie: string; readonly client: Flattr };

/** An instance of ours, a WordPress on each PHP that it can ask, and a browser that knows all of their names. */
export type WordPressWorld = {
  readonly world: ServedWorld;
  readonly instance: string;
  readonly sites: ReadonlyMap<PhpVersion, WordPressSite>;
  site(php: PhpVersion): WordPressSite;
  /** A browser's own memory, signed in to WordPress or to the instance or to neither. */
  visitor(options?: VisitorOptions): Promise<BrowserContext>;
  /** A token of somebody who joined. */
  tokenOf(who: Joined, scopes?: readonly TokenScope[]): Promise<string>;
  close(): Promise<void>;
};

export type VisitorOptions = {
  readonly wordpress?: readonly [WordPressSite, Session];
  readonly instance?: Joined;
  readonly javaScriptEnabled?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
};

/** What a token of a blog may do. */
const blogScopes = ['ME_READ', 'THINGS_WRITE', 'EARNINGS_READ'] as const satisfies readonly TokenScope[];

/** Opens them; the blog's plugin is installed where nothing else is asked. */
export const openWordPressWorld = async ({
  php = phpVersions,
  installed = true,
}: {
  readonly php?: readonly PhpVersion[];
  readonly installed?: boolean;
} = {}): Promise<WordPressWorld> => {
  const allow = new Map<string, { address: string; port: number }>();
  const fetcher = createGuardedFetch({
    origin: 'http://localhost',
    allow,
    lookUpTxt: async () => [],
    wholeMs: 30_000,
  });
  const closing: { close(): Promise<unknown> }[] = [];
  const close = async () => {
    const ended = await Promise.allSettled(closing.reverse().map((part) => part.close()));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  };
  try {
    const world = await createServedWorld({ fetcher });
    closing.push(world);
    const sites = new Map<PhpVersion, WordPressSite>();
    const opened = await Promise.allSettled(php.map((version) => openWordPress(version)));
    for (const one of opened) if (one.status === 'fulfilled') closing.push(one.value);
    for (const one of opened) {
      if (one.status === 'rejected') throw one.reason;
      sites.set(one.value.php, one.value);
      allow.set(`${one.value.host}:443`, { address: '127.0.0.1', port: one.value.port });
      if (installed) await one.value.installsPlugin();
    }
    const browser = await openBrowser([...sites.values()]);
    if (browser) closing.push(browser);
    return {
      world,
      instance: world.site.url,
      sites,
      site: (version) => {
        const site = sites.get(version);
        if (!site) throw new Error(`no WordPress on PHP ${version} was opened`);
        return site;
      },
      visitor: (options) => visitor(browser, world, options),
      tokenOf: async ({ client }, scopes = blogScopes) => {
        const input = { name: 'The blog', scopes: [...scopes] };
        const { secret, errors } = (await client.request(CreateTokenDocument, { input })).createToken;
        if (!secret) throw new Error(errors.map(({ code }) => code).join());
        return secret;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const openBrowser = async (sites: readonly WordPressSite[]): Promise<Browser | undefined> => {
  if (!executablePath) return undefined;
  const rules = sites.map(({ host, port }) => `MAP ${host}:443 127.0.0.1:${port}`).join(',');
  const args = [...flags, `--host-resolver-rules=${rules}`, '--ignore-certificate-errors'];
  return chromium.launch({ executablePath, args });
};

const visitor = async (
  browser: Browser | undefined,
  world: ServedWorld,
  {
    wordpress,
    instance,
    javaScriptEnabled = true,
    viewport = { width: 1280, height: 900 },
  }: VisitorOptions = {},
): Promise<BrowserContext> => {
  if (!browser) throw new Error('There is no browser.');
  const context = await browser.newContext({ javaScriptEnabled, viewport, ignoreHTTPSErrors: true });
  if (wordpress) {
    const [site, { cookies }] = wordpress;
    await context.addCookies(
      Object.entries(cookies).map(([name, value]) => ({
        ...{ name, value: encodeURIComponent(value), domain: site.host, path: '/', secure: true },
      })),
    );
  }
  if (instance)
    await context.addCookies(
      instance.cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url: world.site.url, sameSite: 'Lax' as const };
      }),
    );
  return context;
};
