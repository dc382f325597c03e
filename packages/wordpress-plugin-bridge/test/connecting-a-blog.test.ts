import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, leadsTo } from '../../../apps/instance/test/oauth-world.ts';
import { canRunWordPress } from './wordpress-program.ts';
import { php, type Session, type WordPressSite } from './wordpress-site.ts';
import { type Joined, openingMs, openWordPressWorld, type WordPressWorld } from './wordpress-world.ts';

type Kept = { readonly access_token: string; readonly refresh_token: string; readonly handle: string };

describe.runIf(canRunWordPress)('a blog', () => {
  let world: WordPressWorld;
  let site: WordPressSite;
  let noor: Joined;
  let admin: Session;

  beforeAll(async () => {
    world = await openWordPressWorld({ php: ['7.4'] });
    site = world.site('7.4');
    noor = await world.world.joinsByForm('noor');
    await world.world.platform.db.user.updateMany({ data: { emailVerified: true } });
    admin = await site.signsIn('admin');
  }, openingMs);
  afterAll(() => world?.close());

  const kept = () => site.run<Kept>(`wp_cache_flush(); return get_option( 'flattr_connection', null );`);
  const page = async () => (await site.ask('/wp-admin/options-general.php?page=flattr', { as: admin })).text;
  const press = async (action: string, fields: Record<string, string> = {}) =>
    site.post('/wp-admin/admin-post.php', { action, _wpnonce: await admin.nonce(action), ...fields }, admin);
  const notice = () =>
    site.run<string>(`$said = get_transient( 'settings_errors' ); delete_transient( 'settings_errors' );
      return implode( ' ', array_column( (array) $said, 'message' ) );`);
  const connects = async (): Promise<URLSearchParams> => {
    const { location } = await press('flattr_connect');
    const at = await leadsTo(world.world, location, noor.cookie);
    const back = new URL(at.includes('/oauth/consent?') ? (await answers(world.world, noor, at)).to : at);
    await site.ask(`${back.pathname}${back.search}`, { as: admin });
    return new URL(location).searchParams;
  };

  it('asks nobody before it is connected, and names its instance first', async () => {
    expect(await page()).toContain('Use this instance');
    await press('flattr_connect');
    expect(await notice()).toBe('Name your instance first.');
    const answer = await site.post(
      '/wp-admin/options.php',
      {
        ...{ option_page: 'flattr', action: 'update', _wpnonce: await admin.nonce('flattr-options') },
        ...{
          'flattr_settings[part]': 'instance',
          'flattr_settings[instance]': `${world.instance}/me/tokens`,
        },
      },
      admin,
    );
    expect(answer.status).toBe(302);
    expect(await site.run(`return Flattr\\Settings::instance();`)).toBe(world.instance);
    expect(await page()).toContain('Or paste a token');
    expect(await site.run(`return get_option( 'flattr_oauth_clients', null );`)).toBe(null);
  });

  it('takes an origin of https, or of this machine, and nothing else', async () => {
    const cases: Record<string, string | null> = {
      'flattr.example': 'https://flattr.example',
      'https://FLATTR.example:443/u/ada?x#y': 'https://flattr.example',
      'https://bücher.example': 'https://xn--bcher-kva.example',
      'http://localhost:4000/': 'http://localhost:4000',
      'http://flattr.example': null,
      'http://127.0.0.1.evil.example': null,
      'https://flattr.example@evil.example': null,
      'https://evil.example\\@flattr.example': null,
      'javascript:alert(1)': null,
      'https://ex<script>.example': null,
      'https://flattr.example\n.evil.example': null,
    };
    const read = await site.run<(string | null)[]>(`return array_map( static function ( $text ) {
      $origin = Flattr\\Instance_Address::origin_of( $text );
      return is_wp_error( $origin ) ? null : $origin;
    }, ${php(Object.keys(cases))} );`);
    expect(read).toEqual(Object.values(cases));
  });

  it('keeps choices in form, and the old one where the new is none', async () => {
    const sent = {
      ...{ part: 'choices', instance: 'http://evil.example', placement: 'evil', variant: 'quiet' },
      ...{ label: '<script>alert(1)</script> Thank\n you', post_types: ['page', 'evil'], evil: '1' },
    };
    expect(await site.runInAdmin(`return Flattr\\Settings::sanitize( ${php(sent)} );`)).toEqual({
      ...{ instance: world.instance, placement: 'after', variant: 'quiet', label: 'Thank you' },
      ...{ post_types: ['page'], count: false, head_links: false, feed_links: false },
    });
  });

  it('is connected by OAuth, and proves itself by the handshake', { timeout: 120_000 }, async () => {
    const asked = await connects();
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toContain('claims:write');
    expect(await kept()).toMatchObject({ handle: 'noor' });
    // The page does not wait long for the instance; what is not known then is found out in the background.
    const looks = async () => {
      await site.run('Flattr\\Handshake::soon();');
      await site.cron();
      return page();
    };
    await expect.poll(looks, { timeout: 100_000, interval: 500 }).toContain('has proven itself');
    const claim = await world.world.platform.db.claim.findFirstOrThrow({
      where: { site: `${site.origin}/` },
    });
    expect(claim.state).toBe('WAITING');
    const html = await page();
    expect(html).not.toMatch(/flt_o[ar]t_/);
  });

  it('answers a challenge with a proof of its own claim alone', async () => {
    const challenge = 'a'.repeat(64);
    const { text, headers } = await site.rest('GET', `/flattr/v1/verify?challenge=${challenge}`);
    expect(JSON.parse(text)).toEqual({
      answers: [{ site: `${site.origin}/`, proof: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    expect(headers.get('cache-control')).toContain('no-store');
    for (const bad of ['', '?challenge=', `?challenge=${'A'.repeat(64)}`, `?challenge=${'a'.repeat(65)}`])
      expect((await site.rest('GET', `/flattr/v1/verify${bad}`)).status).toBe(400);
  });

  it('renews its token once, however many processes need it', { timeout: 60_000 }, async () => {
    const before = await kept();
    await site.run(`$kept = get_option( 'flattr_connection' ); $kept['expires_at'] = 1;
      update_option( 'flattr_connection', $kept, false );`);
    const handles = await Promise.all(
      [1, 2, 3].map(() =>
        site.run(`return Flattr\\Connection::client()->creator()['viewer']['user']['handle'];`),
      ),
    );
    expect(handles).toEqual(['noor', 'noor', 'noor']);
    const after = await kept();
    expect(after.access_token).not.toBe(before.access_token);
    expect(
      await site.run(`return Flattr\\Connection::client()->creator()['viewer']['user']['handle'];`),
    ).toBe('noor');
  });

  it('shows what came in, to the digit, and what it knew where nobody answers', async () => {
    const told = await site.run<string[]>(`require_once ABSPATH . 'wp-admin/includes/dashboard.php';
      wp_set_current_user( 1 );
      $show = static function () { ob_start(); ( new Flattr\\Dashboard_Widget() )->show(); return wp_strip_all_tags( ob_get_clean() ); };
      $first = $show();
      $kept = get_transient( 'flattr_figures' );
      $kept['said']['said_at'] -= 3600;
      $kept['said']['balances'] = array( array( 'total' => array( 'amount' => '9007199254740993.285714', 'currency' => 'EUR' ),
        'available' => array( 'amount' => '10.00', 'currency' => 'EUR' ) ) );
      $kept['tried_at'] -= 3600;
      set_transient( 'flattr_figures', $kept );
      add_filter( 'pre_http_request', static function () { return new WP_Error( 'down', 'down' ); } );
      return array( $first, $show() );`);
    expect(told[0]).toContain('0 flattrs this month');
    expect(told[1]).toContain('9,007,199,254,740,993.285714 EUR');
    expect(told[1]).toContain('1 hour ago');
  });

  it('lets go of it, here and at the instance', async () => {
    const { access_token: token } = await kept();
    await press('flattr_disconnect');
    expect(await notice()).toContain('Disconnected.');
    expect(await kept()).toBe(null);
    expect((await site.rest('GET', `/flattr/v1/verify?challenge=${'a'.repeat(64)}`)).status).toBe(404);
    const answer = await fetch(`${world.instance}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"query":"{ viewer { user { handle } } }"}',
    });
    expect(await answer.text()).toContain('UNAUTHENTICATED');
  });

  it('tries a pasted token, and says what it lacks', { timeout: 60_000 }, async () => {
    await press('flattr_paste_token', { token: 'flt_pat_nobody_knows_this_one' });
    expect(await notice()).toContain('does not know this token');
    expect(await kept()).toBe(null);
    await press('flattr_paste_token', { token: await world.tokenOf(noor, ['ME_READ', 'THINGS_WRITE']) });
    expect(await notice()).toContain('claims:write, earnings:read');
    expect(await kept()).toMatchObject({ handle: 'noor' });
    await site.run(`update_option( 'flattr_settings', array( 'instance' => 'https://other.example' ) );`);
    expect(await kept()).toBe(null);
  });
});
