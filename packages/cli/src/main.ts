import type { Commands } from './command-entry.ts';

/** All commands, in the order in which help lists them. */
export const commands: Commands = {
  login: { summary: 'Sign this computer in', load: () => import('./commands/login.ts') },
  logout: { summary: 'Sign it out again', load: () => import('./commands/logout.ts') },
  whoami: { summary: 'Say who is signed in', load: () => import('./commands/whoami.ts') },
  register: {
    summary: 'Register what a feed, a sitemap, a list or pages name',
    load: () => import('./commands/register.ts'),
  },
  feed: { summary: 'Write into a feed where it is paid', load: () => import('./commands/feed.ts') },
  splits: { summary: 'Tell how a feed says that you share', load: () => import('./commands/splits.ts') },
  tag: { summary: 'Write into audio files where they are paid', load: () => import('./commands/tag.ts') },
  scan: { summary: 'Register the music in a folder', load: () => import('./commands/scan.ts') },
  deps: {
    summary: 'List what a lockfile depends on that can be flattred',
    load: () => import('./commands/deps.ts'),
  },
  counts: { summary: 'Tell how often addresses were flattred', load: () => import('./commands/counts.ts') },
  complete: {
    summary: 'Print what makes a shell complete these commands',
    load: () => import('./commands/complete.ts').then(({ completing }) => completing(commands)),
  },
};
