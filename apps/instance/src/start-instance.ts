import { type Config, createMailbox, createPlatform, queueSettings } from '@flattr/adapters';
import { createApi } from '@flattr/api';
import type { Platform } from '@flattr/domain/platform';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { buildButton } from '@flattr/sdk/build-button';
import { createWeb } from '@flattr/web';
import { startWorker } from '@flattr/worker';
import { Hono } from 'hono';
import { type Backing, startBacking } from './backing.ts';
import { type Listening, listen } from './listen.ts';
import { createBlog } from './seed/blog.ts';

export type Instance = {
  readonly addresses: {
    readonly origin: string;
    readonly blog?: string;
    readonly emulator?: string;
    readonly mail?: string;
  };
  close(): Promise<void>;
};

/** The paths that the API answers; every other one is a page. */
const apiPaths = ['/graphql', '/auth/*', '/webhooks/*', '/button.js', '/healthz', '/readyz'];

/** API and web as one origin; the pages reach the API in this process, without a network. */
export const createApp = (platform: Platform, config: Config): Hono => {
  const { origin } = config.policy;
  if (!config.secret) throw new Error('FLATTR_SECRET is missing');
  const api = createApi(platform, { origin, authSecret: config.secret, buttonScript: buildButton });
  const web = createWeb({
    origin,
    fetch: async (input, init) => api.fetch(new Request(input, init)),
    mailbox: config.smtpUrl ? undefined : createMailbox(config.mailboxFile),
  });
  const app = new Hono();
  for (const path of apiPaths) app.all(path, (c) => api.fetch(c.req.raw));
  app.all('*', (c) => web.fetch(c.req.raw));
  return app;
};

/** Starts API, worker and web in one process, and what backs them where nothing else is configured. */
export const startInstance = async (config: Config, tell: (step: string) => void): Promise<Instance> => {
  const backing = await startBacking(config, tell);
  const opened: { close(): Promise<unknown> }[] = [];
  const close = async () => {
    for (const part of opened.reverse()) await part.close();
    await backing.close();
  };
  try {
    const platform = await createPlatform(backing.config);
    opened.push(platform);
    await turnMonths(platform);
    opened.push(await startWorker(platform, queueSettings(backing.config)));
    const site = await listen(createApp(platform, backing.config), config.port, config.host);
    opened.push(site);
    const blog = backing.emulator && (await openBlog(backing, config, opened));
    backing.emulator?.setWebhookUrl(`http://127.0.0.1:${site.port}/webhooks/stripe`);
    const { origin } = config.policy;
    const mail = backing.emulator && !config.smtpUrl ? `${origin}/dev/mail` : undefined;
    return { addresses: { origin, blog: blog?.url, emulator: backing.emulator?.url, mail }, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** A page of somebody else's, on another origin, with the button on it. */
const openBlog = async (
  { config }: Backing,
  { emulatorPort, host }: Config,
  opened: { close(): Promise<unknown> }[],
): Promise<Listening> => {
  const blog = await listen(createBlog(config.policy.origin), emulatorPort + 1, host);
  opened.push(blog);
  return blog;
};
