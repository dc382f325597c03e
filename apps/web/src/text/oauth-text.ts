import type { AppPartsFragment, Scope } from '@flattr/sdk';
import { scopes, scopeText } from './scope-text.ts';

/** What an app asks for besides scopes, to go on while its user is away. */
const offline = 'offline_access';

const offlineText = 'Go on while you are away, until you disconnect it';

/** What an app may do, in words; undefined if it asks for something that does not exist here. */
export const mayTexts = (asked: string): readonly string[] | undefined => {
  const names = new Set(asked.split(' ').filter(Boolean));
  const isOffline = names.delete(offline);
  const known = scopes.filter((scope) => names.delete(scopeName(scope)));
  return names.size > 0 || known.length === 0 ? undefined : grantTexts(known, isOffline);
};

/** `me:read`, as apps write it, of `ME_READ`, as the API does. */
const scopeName = (scope: Scope): string => scope.toLowerCase().replace('_', ':');

export const grantTexts = (known: readonly Scope[], isOffline: boolean): readonly string[] => [
  ...known.map(scopeText),
  ...(isOffline ? [offlineText] : []),
];

/** Who an app is, for somebody who is to trust it or not, and reads already that it leads to a host. */
export const appWords = (app: AppPartsFragment, shown?: string): string => {
  if (app.isOfInstance) return 'The app is this site’s own.';
  const host = URL.parse(app.website ?? '')?.host;
  if (isUnvouched(app))
    return `Nobody vouches for it: it registered itself${host && host !== shown ? `, and says that its page is ${host}` : ''}.`;
  return `The app says that its page is ${host ?? 'unknown'}, and was registered by @${app.owner?.handle}.`;
};

/** Whether nobody here has said who the app is: its name is what it calls itself, and may be anybody’s. */
export const isUnvouched = ({ owner, isOfInstance }: AppPartsFragment): boolean => !owner && !isOfInstance;

/** What somebody has to know of an app that nobody vouches for, besides the host to which it leads back. */
export const unvouchedWords = ({ hostname }: URL): string =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    ? 'That is a program on the device that you sit at, whichever it is. Only allow it if you began this there yourself just now.'
    : 'Whoever runs that site would act as you. Only allow it if you know the site, and began this there yourself just now.';

const refused: Readonly<Record<string, string>> = {
  invalid_redirect: 'It wants its answer sent to an address that it has not registered here.',
  invalid_client: 'There is no such app here. It may have been deleted.',
};

/** Why a request of an app is not taken, where the app cannot be told. */
export const requestRefusedText = (code: string | undefined): string =>
  (code && Object.hasOwn(refused, code) && refused[code]) || 'Its request is not as it should be.';
