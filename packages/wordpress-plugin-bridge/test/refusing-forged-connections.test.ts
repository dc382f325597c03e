import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, leadsTo } from '../../../apps/instance/test/oauth-world.ts';
import { canRunWordPress } from './wordpress-program.ts';
import { php, type Session, type WordPressSite } from './wordpress-site.ts';
import { type Joined, openingMs, openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

/** What comes back from the instance: the query of the address to which it sends the browser. */
type Back = Record<string, string>;

type Forgery = {
  readonly name: string;
  /** What is changed of a good answer, or of what the site keeps. */
  forge(back: Back): Promise<Back> | Back;
  /** Who comes back with it; the administrator who asked, in the same session, unless somebody else is named. */
  readonly by?: 'another administrator' | 'another session' | 'reader' | 'nobody';
};

const without = (back: Back, name: string): Back =>
  Object.fromEntries(Object.entries(back).filter(([key]) => key !== name));

describe.runIf(canRunWordPress)('an answer to a question that was not asked so', () => {
  let world: WordPressWorld;
  let site: WordPressSite;
  let noor: Joined;
  let ben: Joined;
  let people: Record<string, Session>;
  let tried = 0;
  const failed: string[] = [];

  beforeAll(async () => {
    world = await openWordPressWorld({ php: ['8.4'] });
    site = world.site('8.4');
    noor = await world.world.joinsByForm('noor');
    ben = await world.world.joinsByForm('ben');
    await site.run(`update_option( 'flattr_settings', array( 'instance' => ${php(world.instance)} ) );`);
    await site.joins('second', 'administrator');
    await site.joins('reader', 'subscriber');
    people = {
      asker: await site.signsIn('admin'),
      'another administrator': await site.signsIn('second'),
      'another session': await site.signsIn('admin'),
      reader: await site.signsIn('reader'),
    };
  }, openingMs);
  afterAll(async () => {
    recordEvidence({ id: 'S-31', tried, failed: failed.length });
    await world?.close();
  });

  const person = (name: string): Session => {
    const who = people[name];
    if (!who) throw new Error(`nobody is called ${name}`);
    return who;
  };
  const asker = () => person('asker');
  const nonces = new Map<Session, string>();
  /** Presses Connect and allows it at the instance; gives what the browser is sent back with. */
  const asks = async (who = asker(), allowing = noor, allow = true): Promise<Back> => {
    const nonce = nonces.get(who) ?? (await who.nonce('flattr_connect'));
    nonces.set(who, nonce);
    const sent = await site.post(
      '/wp-admin/admin-post.php',
      { action: 'flattr_connect', _wpnonce: nonce },
      who,
    );
    if (!sent.location.startsWith(`${world.instance}/`))
      throw new Error(`not sent on: ${sent.location} ${(await kept()).told}`);
    const at = await leadsTo(world.world, sent.location, allowing.cookie);
    const { to } = at.includes('/oauth/consent?')
      ? await answers(world.world, allowing, at, allow)
      : { to: at };
    return Object.fromEntries(new URL(to).searchParams);
  };
  const comesBack = (back: Back, who: Session | undefined) =>
    site.ask(`/wp-admin/options-general.php?${new URLSearchParams(back)}`, { as: who });
  /** What the site keeps of a connection, and what it told last; the settings are as they were from then on. */
  const kept = () =>
    site.run<{ option: unknown; autoload: string | null; told: string }>(`global $wpdb;
      $told = wp_json_encode( get_transient( 'settings_errors' ) );
      delete_transient( 'settings_errors' );
      $found = array( 'option' => get_option( 'flattr_connection', null ), 'told' => $told, 'autoload' =>
        $wpdb->get_var( "SELECT autoload FROM $wpdb->options WHERE option_name = 'flattr_connection'" ) );
      update_option( 'flattr_settings', array( 'instance' => ${php(world.instance)} ) );
      return $found;`);
  /** Changes what the site keeps of the question, by the state of a good answer. */
  const changesKept = async (back: Back, code: string): Promise<Back> => {
    await site.run(`$key = 'flattr_oauth_' . hash( 'sha256', ${php(back.state)} );
      $kept = get_transient( $key );
      if ( ! is_array( $kept ) ) { throw new Exception( 'nothing is kept' ); }
      ${code}
      set_transient( $key, $kept, 600 );`);
    return back;
  };

  const forgeries: readonly Forgery[] = [
    { name: 'no state', forge: (back) => without(back, 'state') },
    { name: 'an empty state', forge: (back) => ({ ...back, state: '' }) },
    { name: 'a made-up state', forge: (back) => ({ ...back, state: 'A'.repeat(43) }) },
    { name: 'a state with something after it', forge: (back) => ({ ...back, state: `${back.state}%0A` }) },
    {
      name: 'a state as a list',
      forge: (back) => ({ ...without(back, 'state'), 'state[]': back.state ?? '' }),
    },
    { name: 'the state of another administrator', forge: (back) => back, by: 'another administrator' },
    { name: 'the state of another session', forge: (back) => back, by: 'another session' },
    { name: 'the state of somebody who may change settings', forge: (back) => back, by: 'reader' },
    { name: 'the state of somebody who is signed in', forge: (back) => back, by: 'nobody' },
    { name: 'no issuer', forge: (back) => without(back, 'iss') },
    { name: 'another issuer', forge: (back) => ({ ...back, iss: 'https://evil.example' }) },
    { name: 'the issuer with a slash', forge: (back) => ({ ...back, iss: `${back.iss}/` }) },
    { name: 'no code', forge: (back) => without(back, 'code') },
    { name: 'a made-up code', forge: (back) => ({ ...back, code: 'B'.repeat(43) }) },
    { name: 'a code as a list', forge: (back) => ({ ...without(back, 'code'), 'code[]': back.code ?? '' }) },
    {
      name: 'the code of another question',
      forge: async (back) => ({
        ...back,
        code: (await asks(person('another administrator'), ben)).code ?? '',
      }),
    },
    { name: 'a lost verifier', forge: (back) => changesKept(back, `$kept['verifier'] = '';`) },
    {
      name: 'another verifier',
      forge: (back) => changesKept(back, `$kept['verifier'] = str_repeat( 'c', 43 );`),
    },
    { name: 'an answer that comes late', forge: (back) => changesKept(back, `$kept['until'] = time() - 1;`) },
    {
      name: 'another instance in the settings meanwhile',
      forge: async (back) => {
        await site.run(`update_option( 'flattr_settings', array( 'instance' => 'https://evil.example' ) );`);
        return back;
      },
    },
  ];

  it.each(forgeries)(
    'connects nothing: $name (S-31)',
    async ({ name, forge, by }) => {
      tried += 1;
      const back = await forge(await asks());
      const answer = await comesBack(back, by === 'nobody' ? undefined : person(by ?? 'asker'));
      const { option, told } = await kept();
      if (option !== null) failed.push(name);
      expect(option).toBe(null);
      if (by === 'nobody') expect(answer.location).toContain('/wp-login.php');
      else if (by === 'reader') expect(answer.status).toBe(403);
      else expect(told).toMatch(/"type":"error"/);
    },
    120_000,
  );

  it('connects nothing that was not allowed, and says so (S-31)', async () => {
    tried += 1;
    const back = await asks(asker(), noor, false);
    expect(back.error).toBe('access_denied');
    await comesBack(back, asker());
    expect(await kept()).toMatchObject({
      option: null,
      told: expect.stringContaining('You did not allow it'),
    });
  }, 120_000);

  it('connects a good answer once, and keeps its token from everybody (S-31)', async () => {
    const back = await asks();
    const answer = await comesBack(back, asker());
    expect(answer.status).toBe(302);
    expect(answer.location).not.toMatch(/code|state/);
    const { option, autoload } = await kept();
    expect(option).toMatchObject({ handle: 'noor', instance: world.instance });
    expect(['no', 'off']).toContain(autoload);
    const { access_token: token } = option as { access_token: string };
    for (const path of ['/wp-admin/options-general.php?page=flattr', '/wp-admin/index.php'])
      expect((await site.ask(path, { as: asker() })).text).not.toContain(token);
    tried += 2;
    await site.run(`Flattr\\Connection::disconnect();`);
    await comesBack(back, asker());
    expect((await kept()).option).toBe(null);
    const other = await asks();
    const [one, two] = await Promise.all([comesBack(other, asker()), comesBack(other, asker())]);
    expect([one.status, two.status]).toEqual([302, 302]);
    expect((await kept()).option).toMatchObject({ handle: 'noor' });
  }, 120_000);
});
