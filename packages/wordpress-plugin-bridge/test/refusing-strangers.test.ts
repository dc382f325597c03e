import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHarmless } from './harmless-hooks.ts';
import { pluginHooks, pluginMeta, pluginRoutes } from './plugin-hooks.ts';
import { differences, dumpSite } from './site-dump.ts';
import { type Nonces, type WayIn, waysIn } from './ways-in.ts';
import { canRunWordPress, type PhpVersion } from './wordpress-program.ts';
import { php, type Session, type WordPressSite } from './wordpress-site.ts';
import { openingMs, openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

const versions = scaleOf<readonly PhpVersion[]>({ quick: ['8.4'], ci: ['8.4'], full: ['7.4', '8.4'] });

it('has a WordPress where every suite must run', () => {
  expect(canRunWordPress || !allSuites()).toBe(true);
});

/** All that the plugin can do with a token. */
const allScopes = ['ME_READ', 'THINGS_WRITE', 'EARNINGS_READ', 'CLAIMS_WRITE'] as const;

describe.runIf(canRunWordPress).each(versions)('a stranger to a blog on PHP %s', (version) => {
  let world: WordPressWorld;
  let site: WordPressSite;
  let ways: readonly WayIn[];
  let people: Map<string, Session>;
  let tried = 0;
  const failed: string[] = [];

  beforeAll(async () => {
    world = await openWordPressWorld({ php: [version] });
    site = world.site(version);
    const noor = await world.world.joinsByForm('noor');
    const ben = await world.world.joinsByForm('ben');
    const author = await site.joins('author', 'author');
    await site.joins('other', 'author');
    await site.joins('redactor', 'editor');
    await site.joins('reader', 'subscriber');
    await site.run(`update_option( 'flattr_settings', array( 'instance' => ${php(world.instance)} ) );
      $went = Flattr\\Connection::begin_with_token( ${php(await world.tokenOf(noor))} );
      if ( true !== $went ) { throw new Exception( $went->get_error_message() ); }`);
    const post = await site.publishes({ post_title: 'Mine', post_author: author });
    people = new Map();
    for (const login of ['admin', 'author', 'other', 'redactor', 'reader'])
      people.set(login, await site.signsIn(login));
    ways = waysIn({ instance: world.instance, post, author, token: await world.tokenOf(ben, allScopes) });
  }, openingMs);
  afterAll(async () => {
    recordEvidence({ id: 'S-30', tried, failed: failed.length });
    await world?.close();
  });

  const person = (login: string): Session => {
    const who = people.get(login);
    if (!who) throw new Error(`nobody is called ${login}`);
    return who;
  };
  /** Each person's nonce of each of these actions. */
  const noncesOf = (actions: readonly string[]) =>
    site.run<Record<string, Record<string, string>>>(`$all = array();
      foreach ( ${php([...people.values()].map(({ id, login, cookies }) => ({ id, login, cookies })))} as $who ) {
        $_COOKIE = array_merge( $_COOKIE, $who['cookies'] );
        wp_set_current_user( $who['id'] );
        foreach ( ${php(actions)} as $action ) { $all[ $who['login'] ][ $action ] = wp_create_nonce( $action ); }
      }
      return $all;`);
  const sends = (way: WayIn, who: Session | undefined, nonces: Nonces) => {
    const { path, ...request } = way.send(nonces);
    return site.ask(path, { ...request, as: who });
  };
  const changes = async (way: WayIn, work: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = await dumpSite(site);
    await work();
    const changed = differences(before, await dumpSite(site));
    return way.page === undefined ? changed : changed.filter((line) => /flattr/.test(line));
  };

  it('finds no way in that this test does not try (S-30)', async () => {
    const reads = ['GET /flattr/v1', 'GET /flattr/v1/verify', 'GET /flattr/v1/progress'];
    expect((await pluginRoutes(site)).filter((route) => !reads.includes(route))).toEqual([]);
    const names = ways.map(({ name }) => name);
    const hooks = await pluginHooks(site);
    expect(hooks.length).toBeGreaterThan(30);
    expect(hooks.filter((hook) => !names.includes(hook) && !isHarmless(hook))).toEqual([]);
    // What is no longer there has no case.
    const hung = names.filter((name) => /^admin_post_|^network_admin_|^save_post|_update$/.test(name));
    expect(hung.filter((name) => !hooks.includes(name))).toEqual([]);
    expect([...(await pluginMeta(site))].sort()).toEqual([
      'post _flattr_button REST',
      'post _flattr_kind REST',
      'post _flattr_language REST',
      'user flattr_handle no REST',
    ]);
  });

  it('writes nothing by any of them, and who may does (S-30)', async () => {
    for (const way of ways) {
      if (way.given) await site.run(way.given);
      const all = await noncesOf([way.nonce, 'flattr_other', ...(way.page === undefined ? [] : [way.page])]);
      const of = (login: string): Required<Nonces> => ({
        ours: all[login]?.[way.nonce] ?? '',
        page: all[login]?.[way.page ?? ''] ?? '',
      });
      const owner = way.owner ?? 'admin';
      const { page } = of(owner);
      const attempts: (readonly [Session | undefined, Nonces])[] = [
        [undefined, {}],
        [undefined, of(owner)],
        [person(owner), { page }],
        [person(owner), { page, ours: all[owner]?.flattr_other ?? '' }],
        [person(owner), { page, ours: of('reader').ours }],
        ...[...way.strangers, ...(way.closed ? ['admin'] : [])].map(
          (login) => [person(login), of(login)] as const,
        ),
      ];
      tried += attempts.length;
      const wrote = await changes(way, () =>
        Promise.all(attempts.map(([who, nonces]) => sends(way, who, nonces))),
      );
      if (wrote.length > 0) failed.push(`${way.name}: ${wrote.join(', ')}`);
      if (way.closed) continue;
      const did = await changes(way, () => sends(way, person(owner), of(owner)));
      expect(did, `${way.name} by ${owner} did nothing`).not.toEqual([]);
    }
    expect(failed).toEqual([]);
  }, 600_000);

  it('is not told how far registering is (S-30)', async () => {
    const ask = async (login: string, nonce?: string) =>
      (await site.rest('GET', '/flattr/v1/progress', undefined, person(login), nonce)).status;
    tried += 4;
    expect((await site.rest('GET', '/flattr/v1/progress')).status).toBe(401);
    expect(await ask('admin')).toBe(401);
    expect(await ask('redactor', await person('redactor').nonce('wp_rest'))).toBe(403);
    expect(await ask('reader', await person('reader').nonce('wp_rest'))).toBe(403);
    expect(await ask('admin', await person('admin').nonce('wp_rest'))).toBe(200);
  });

  it('runs none of the plugin’s files by its address (S-30)', async () => {
    const folder = join(site.folder, 'wp-content/plugins/flattr');
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.php'));
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      tried += 1;
      const { text } = await site.ask(`/wp-content/plugins/flattr/${file}`);
      if (text.trim() !== '') failed.push(`${file} says ${text.slice(0, 100)}`);
    }
    expect(failed).toEqual([]);
  }, 120_000);
});
