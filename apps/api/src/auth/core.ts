import type { Platform } from '@flattr/domain/platform';
import { configure } from './configure.ts';
import { cookieNamesOf } from './cookies.ts';
import type { AuthOptions } from './options.ts';

/** What every way to prove who somebody is stands on. */
export const createCore = (platform: Platform, options: AuthOptions) => {
  const library = configure(platform, options);
  return {
    platform,
    options,
    api: library.api,
    handle: library.handler,
    /** The library's own rows: users, sessions, and what mailed links stand for. */
    rows: async () => (await library.$context).internalAdapter,
    names: cookieNamesOf(options.origin),
  };
};

export type Core = ReturnType<typeof createCore>;

/** Does what nobody waits for, so that how long it takes tells nothing; what goes wrong is told to the log. */
export const inBackground = ({ platform }: Core, work: () => Promise<unknown>): void => {
  work().catch((error) => platform.log.error({ err: error }, 'a mail about signing in was not sent'));
};
