import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes, Trouble } from '../trouble.ts';

/** What a login at one instance left: the tokens of the app that was allowed, and whose they are. */
export type Login = {
  readonly clientId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token is over, in milliseconds since 1970. */
  readonly expiresAt: number;
  readonly scope: string;
  readonly handle: string;
};

export type Credentials = {
  /** Where somebody signed in last. */
  readonly instance?: string | undefined;
  readonly logins: Readonly<Record<string, Login>>;
};

const fileIn = (folder: string): string => join(folder, 'credentials.json');

/** What is kept in the folder of this computer's user; nothing where nobody signed in. */
export const readCredentials = async (folder: string): Promise<Credentials> => {
  const text = await readFile(fileIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{"logins":{}}';
    throw new Trouble(exitCodes.notAllowed, `${fileIn(folder)} cannot be read: ${error.code}.`);
  });
  try {
    const { instance, logins = {} } = JSON.parse(text) as Partial<Credentials>;
    return { instance, logins };
  } catch {
    const advice = `Remove ${fileIn(folder)} and run flattr login again.`;
    throw new Trouble(exitCodes.notAllowed, 'What was kept of your login cannot be read.', advice);
  }
};

/**
 * Changes what is kept, one process at a time, whole or not at all, in a file that its user alone can read. What `change` makes of
 * it is written before anybody else reads it.
 */
export const changeCredentials = async (
  folder: string,
  change: (known: Credentials) => Credentials | Promise<Credentials>,
): Promise<Credentials> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = await lock(join(folder, 'credentials.lock'));
  try {
    const changed = await change(await readCredentials(folder));
    const written = join(folder, `credentials.${randomUUID()}`);
    const file = await open(written, 'wx', 0o600);
    await file.writeFile(`${JSON.stringify(changed, undefined, 2)}\n`);
    await file.sync();
    await file.close();
    await chmod(written, 0o600);
    await rename(written, fileIn(folder));
    return changed;
  } finally {
    await release();
  }
};

const waitMs = 50;
const staleMs = 30_000;

/** A file that one process has at a time; one that was left behind is taken over after half a minute. */
const lock = async (path: string): Promise<() => Promise<void>> => {
  for (;;) {
    try {
      await (await open(path, 'wx', 0o600)).close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const since = await stat(path).catch(() => undefined);
      if (since && Date.now() - since.mtimeMs > staleMs) await rm(path, { force: true });
      else await sleep(waitMs);
    }
  }
};
