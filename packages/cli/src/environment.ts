import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the command finds in its environment: every variable that it reads, and nothing else of it reads any. */
export type Environment = {
  /** `FLATTR_TOKEN`: a personal token, which wins over a login. */
  readonly token: string | undefined;
  /** `FLATTR_INSTANCE`: the instance that is meant where no option says otherwise. */
  readonly instance: string | undefined;
  /** `XDG_CONFIG_HOME` (`APPDATA` on Windows), or `.config` at home, with `flattr` in it. */
  readonly configFolder: string;
  /** `NO_COLOR`, to anything but nothing: no colour, as no-color.org has it; so has a terminal that is `TERM=dumb`. */
  readonly plain: boolean;
};

/** Reads the environment of this process. */
export const readEnvironment = (): Environment => {
  const { FLATTR_TOKEN, FLATTR_INSTANCE, XDG_CONFIG_HOME, APPDATA, NO_COLOR, TERM } = process.env;
  const folder = XDG_CONFIG_HOME || (process.platform === 'win32' && APPDATA) || join(homedir(), '.config');
  return {
    token: FLATTR_TOKEN || undefined,
    instance: FLATTR_INSTANCE || undefined,
    configFolder: join(folder, 'flattr'),
    plain: Boolean(NO_COLOR) || TERM === 'dumb',
  };
};
