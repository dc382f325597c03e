import { readCredentials } from './signing-in/credentials.ts';
import type { Surroundings } from './surroundings.ts';
import { misuse } from './trouble.ts';

/** The instance that is meant: the one of the option, of the environment, or where somebody signed in last. Its origin alone. */
export const instanceOf = async (surroundings: Surroundings, asked: string | undefined): Promise<string> => {
  const { environment } = surroundings;
  const said = asked ?? environment.instance ?? (await readCredentials(environment.configFolder)).instance;
  if (said === undefined)
    throw misuse(
      'Which Flattr is meant?',
      'Say --instance https://flattr.example, set FLATTR_INSTANCE, or sign in once: flattr login --instance https://flattr.example',
    );
  return originOf(said);
};

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The origin that an address names: https where nothing is said, but http on this very machine. Refuses http elsewhere. */
export const originOf = (said: string): string => {
  const bare = !/^[a-z]+:\/\//i.test(said);
  const host = URL.canParse(`http://${said}`) ? new URL(`http://${said}`).hostname : '';
  const written = bare ? `${loopback.test(host) ? 'http' : 'https'}://${said}` : said;
  const example = 'An instance is written like https://flattr.example';
  if (!URL.canParse(written)) throw misuse(`“${said}” is no address.`, example);
  const url = new URL(written);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw misuse(`“${said}” is no web address.`, example);
  if (url.pathname !== '/' || url.search || url.username || url.password)
    throw misuse(`“${said}” is more than an instance.`, `Say ${url.origin} alone.`);
  if (url.protocol === 'http:' && !loopback.test(url.hostname))
    throw misuse(`${url.origin} would be asked without encryption.`, `Say https://${url.host}`);
  return url.origin;
};
