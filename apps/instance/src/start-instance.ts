import { type Config, createPlatform, queueSettings } from '@flattr/adapters';
import { startWorker } from '@flattr/worker';
import { createApp } from './create-app.ts';
import { type Listening, listen } from './listen.ts';
import { createBlog } from './seed/blog.ts';
import { type Backing, startBacking } from './start-backing.ts';

export type Instance = {
  readonly addresses: {
    readonly origin: string;
    readonly blog?: string;
    readonly emulator?: string;
    readonly mail?: string;
  };
  /** Where the embedded default keeps its data; absent where another database is configured. */
  readonly home?: string;
  close(): Promise<void>;
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
    opened.push(await startWorker(platform, queueSettings(backing.config)));
    await platform.queue.nudge({ name: 'turn-months', payload: {} });
    const site = await listen(createApp(platform, backing.config), config.port, config.host);
    opened.push(site);
    const blog = backing.emulator && (await openBlog(backing, config, opened));
    backing.emulator?.setWebhookUrl(`http://127.0.0.1:${site.port}/webhooks/stripe`);
    const { origin } = config.policy;
    const mail = backing.emulator && !config.smtpUrl ? `${origin}/dev/mail` : undefined;
    const home = backing.emulator && config.home;
    return { home, addresses: { origin, blog: blog?.url, emulator: backing.emulator?.url, mail }, close };
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
