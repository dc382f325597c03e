import { createHash } from 'node:crypto';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/**
 * Refuses with `password-breached` a new password that stands in a list of leaked ones. Only the first five digits of its SHA-1
 * leave this machine. Where the list does not answer the password is taken, and the log tells.
 */
export const refuseBreached = async (
  { fetcher, log }: Pick<Platform, 'fetcher' | 'log'>,
  listUrl: string | undefined,
  password: string,
): Promise<void> => {
  if (listUrl === undefined) return;
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
  const found = await fetcher.fetchText(`${listUrl}${digest.slice(0, 5)}`, {
    accept: 'text/plain',
    redirectsMax: 0,
  });
  if (found.outcome === 'refused' || found.status !== 200) {
    const why = found.outcome === 'refused' ? found.why : found.status;
    log.warn({ why }, 'a new password was taken unseen: the list of leaked passwords does not answer');
    return;
  }
  if (isListed(found.text, digest.slice(5))) throw new Refusal('password-breached', ['password']);
};

/** Lines are the rest of a digest and how often it leaked; those with 0 only hide how long the list is. */
const isListed = (list: string, rest: string): boolean =>
  list.split('\n').some((line) => {
    const [digits = '', count = ''] = line.trim().split(':');
    return digits.toUpperCase() === rest && count !== '0';
  });
