import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { makeZip } from '../src/make-zip.ts';
import { pluginFiles } from '../src/plugin-files.ts';
import { askSite, type SiteAnswer, type SiteRequest } from './ask-site.ts';
import { openHttpsFront } from './https-front.ts';
import { startWordPress } from './wordpress-process.ts';
import type { PhpVersion } from './wordpress-program.ts';

export type Role = 'administrator' | 'editor' | 'author' | 'contributor' | 'subscriber';

/** Somebody who is signed in to WordPress: their cookies, and what proves that a form or a script is theirs. */
export type Session = {
  readonly id: number;
  readonly login: string;
  readonly cookies: Readonly<Record<string, string>>;
  readonly cookie: string;
  /** The nonce of an action, as WordPress prints it into this person's pages. */
  nonce(action: string): Promise<string>;
};

export type WordPressSite = {
  /** Its public address, such as `https://blog-74.example`, known to the browser and to the instance of a test alone. */
  readonly origin: string;
  readonly host: string;
  readonly php: PhpVersion;
  readonly folder: string;
  /** The port of its https address on this machine. */
  readonly port: number;
  /** Runs PHP after all plugins have loaded, and gives what it returned. */
  run<T>(code: string): Promise<T>;
  /** Runs PHP as in wp-admin, where settings are registered. */
  runInAdmin<T>(code: string): Promise<T>;
  /** Does the scheduled work that is due, as a web server's cron does. */
  cron(): Promise<void>;
  /** Asks for a path, without following where it leads. */
  ask(path: string, request?: SiteRequest & { readonly as?: Session }): Promise<SiteAnswer>;
  /** Posts a form. */
  post(path: string, form: Readonly<Record<string, string>>, as?: Session): Promise<SiteAnswer>;
  /** Asks the REST API as a script of wp-admin does; without a session as anybody. */
  rest(method: string, route: string, body?: unknown, as?: Session, nonce?: string): Promise<SiteAnswer>;
  /** Makes a user. */
  joins(login: string, role: Role): Promise<number>;
  /** Signs a user in. */
  signsIn(login: string): Promise<Session>;
  /** Publishes a post by what is given to `wp_insert_post`, and gives its id. */
  publishes(post: Readonly<Record<string, unknown>>): Promise<number>;
  /** Lays the packed plugin into the folder of plugins and activates it. */
  installsPlugin(): Promise<void>;
  /** What WordPress logged that names a file of the plugin. */
  complaints(): Promise<readonly string[]>;
  /** Stops it, and fails if the plugin left a notice in the log. */
  close(): Promise<void>;
};

let packed: Promise<Uint8Array> | undefined;

/** The plugin as `npm run build` packs it, packed once in this process. */
export const packedPlugin = (): Promise<Uint8Array> => {
  packed ??= pluginFiles().then(makeZip);
  return packed;
};

/** PHP that gives a value of ours. */
export const php = (value: unknown): string => {
  const encoded = Buffer.from(JSON.stringify(value)).toString('base64');
  return `json_decode( base64_decode( '${encoded}' ), true )`;
};

/** A fresh WordPress behind an https address, with an administrator called admin. */
export const openWordPress = async (phpVersion: PhpVersion, name = 'blog'): Promise<WordPressSite> => {
  const started = performance.now();
  const host = `${name}-${phpVersion.replace('.', '')}.example`;
  const origin = `https://${host}`;
  const secret = randomBytes(16).toString('hex');
  const hand = (await readFile(join(import.meta.dirname, 'test-hand.php'), 'utf8')).replace(
    '{{secret}}',
    secret,
  );
  const wordpress = await startWordPress(origin, phpVersion, { 'test-hand.php': hand });
  const front = await openHttpsFront(host, wordpress.folder, wordpress.port);
  const ask = asker(wordpress.port, host);
  const { run, runInAdmin } = runner(ask, secret);
  await run(`update_option( 'permalink_structure', '/%postname%/' ); flush_rewrite_rules();
    _set_cron_array( array() );`);
  const log = join(wordpress.folder, 'wp-content/debug.log');
  const complaints = async () =>
    (await readFile(log, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => /plugins\/flattr\//.test(line));
  console.log(
    `WordPress on PHP ${phpVersion}: ${((performance.now() - started) / 1000).toFixed(1)} s to boot`,
  );
  return {
    ...{
      origin,
      host,
      php: phpVersion,
      folder: wordpress.folder,
      port: front.port,
      run,
      runInAdmin,
      ask,
      complaints,
    },
    ...people(run),
    cron: async () => {
      await ask('/wp-cron.php');
    },
    post: (path, form, as) => ask(path, { method: 'POST', body: new URLSearchParams(form), as }),
    rest: (method, route, body, as, nonce) =>
      ask(`/wp-json${route}`, {
        method,
        as,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(nonce !== undefined && { 'x-wp-nonce': nonce }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    publishes: (post) =>
      run(`$post = ${php({ post_status: 'publish', post_author: 1, post_content: '<p>Text.</p>', ...post })};
        $id = wp_insert_post( wp_slash( $post ), true );
        if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); }
        return $id;`),
    installsPlugin: async () => {
      for (const [file, bytes] of Object.entries(unzipSync(await packedPlugin()))) {
        const path = join(wordpress.folder, 'wp-content/plugins', file);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, bytes);
      }
      await run(`require_once ABSPATH . 'wp-admin/includes/plugin.php';
        $trouble = activate_plugin( 'flattr/flattr.php' );
        if ( is_wp_error( $trouble ) ) { throw new Exception( $trouble->get_error_message() ); }`);
    },
    close: async () => {
      const said = await complaints();
      await front.close();
      await wordpress.stop();
      if (said.length > 0) throw new Error(`PHP ${phpVersion} complains of the plugin:\n${said.join('\n')}`);
    },
  };
};

type Ask = WordPressSite['ask'];

const asker =
  (port: number, host: string): Ask =>
  (path, { as, headers, ...request } = {}) =>
    askSite(port, host, path, { ...request, headers: { ...headers, ...(as && { cookie: as.cookie }) } });

const runner = (ask: Ask, secret: string): Pick<WordPressSite, 'run' | 'runInAdmin'> => {
  const runAt = async <T>(path: string, code: string, headers: Record<string, string>): Promise<T> => {
    const answer = await ask(path, {
      method: 'POST',
      body: code,
      headers: { 'x-test-secret': secret, 'content-type': 'text/plain', ...headers },
    });
    if (!answer.headers.get('content-type')?.startsWith('application/json'))
      throw new Error(`WordPress answered ${answer.status}: ${answer.text.slice(0, 2000)}`);
    const { returned, trouble, said } = JSON.parse(answer.text);
    if (trouble !== undefined) throw new Error(`${trouble} ${said}`);
    return returned;
  };
  return {
    run: (code) => runAt('/', code, {}),
    runInAdmin: (code) => runAt('/wp-admin/admin-ajax.php?action=test', code, { 'x-test-admin': '1' }),
  };
};

const people = (run: WordPressSite['run']): Pick<WordPressSite, 'joins' | 'signsIn'> => ({
  joins: (login, role) =>
    run(`$id = wp_insert_user( array( 'user_login' => '${login}', 'user_pass' => wp_generate_password(),
        'user_email' => '${login}@blog.example', 'role' => '${role}' ) );
      if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); }
      return $id;`),
  signsIn: async (login) => {
    const { id, cookies } = await run<{ id: number; cookies: Record<string, string> }>(`
      $user = get_user_by( 'login', '${login}' );
      $until = time() + DAY_IN_SECONDS;
      $token = WP_Session_Tokens::get_instance( $user->ID )->create( $until );
      return array( 'id' => $user->ID, 'cookies' => array(
        SECURE_AUTH_COOKIE => wp_generate_auth_cookie( $user->ID, $until, 'secure_auth', $token ),
        LOGGED_IN_COOKIE => wp_generate_auth_cookie( $user->ID, $until, 'logged_in', $token ) ) );`);
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
    const nonce = (action: string) =>
      run<string>(`$_COOKIE = array_merge( $_COOKIE, ${php(cookies)} ); wp_set_current_user( ${id} );
        return wp_create_nonce( ${php(action)} );`);
    return { id, login, cookies, cookie, nonce };
  },
});
