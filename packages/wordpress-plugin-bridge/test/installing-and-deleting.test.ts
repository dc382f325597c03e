import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalApi, startLocalApi } from '../../sdk/test/local-api.ts';
import { canRunWordPress } from './wordpress-program.ts';
import { openWordPress, php, type WordPressSite } from './wordpress-site.ts';

describe.runIf(canRunWordPress)('the plugin in WordPress', () => {
  let site: WordPressSite;
  let api: LocalApi;
  beforeAll(async () => {
    site = await openWordPress('7.4', 'languages');
    await site.installsPlugin();
    api = await startLocalApi(() => ({
      status: 302,
      headers: { location: '/elsewhere', 'x-request-id': 'r-1' },
      body: 'caf\u00e9',
    }));
  }, 240_000);
  afterAll(async () => {
    await site?.close();
    await api?.[Symbol.asyncDispose]();
  });

  const says = (text: string) => site.run<string>(`return __( ${php(text)}, 'flattr' );`);
  // WordPress takes a language only where its own words are there in it, too.
  const speaks = (locale: string) =>
    site.run(`add_filter( 'sanitize_option_WPLANG', function () { return ${php(locale)}; }, 99 );
      update_option( 'WPLANG', ${php(locale)} );`);

  it.each([
    ['en_US', 'You may not do this.'],
    ['de_DE', 'Du darfst das nicht.'],
    ['de_AT', 'Du darfst das nicht.'],
    ['fr_FR', 'Vous ne pouvez pas faire cela.'],
    ['es_MX', 'No puedes hacer esto.'],
    ['sv_SE', 'Du får inte göra det här.'],
    ['fi', 'You may not do this.'],
  ])('says in %s: %s', async (locale, sentence) => {
    await speaks(locale === 'en_US' ? '' : locale);
    expect(await says('You may not do this.')).toBe(sentence);
  });

  it.each(['de_DE', 'de_AT'])('has its scripts speak %s', async (locale) => {
    await speaks(locale);
    const text = await site.run<string>(
      `return (string) load_script_textdomain( generate_block_asset_handle( 'flattr/button', 'editorScript' ), 'flattr', WP_PLUGIN_DIR . '/flattr/languages' );`,
    );
    expect(JSON.parse(text).locale_data.messages).toMatchObject({ Address: ['Adresse'] });
  });

  it('sends by WordPress, and follows nobody elsewhere', async () => {
    await speaks('');
    const sent = await site.run<{ status: number; headers: Record<string, string>; body: string }>(
      `return ( new \\Flattr\\WordPress_Transport() )->send( ${php(api.endpoint.replace('127.0.0.1', 'localhost'))}, array( 'User-Agent' => 'mine', 'Authorization' => 'Bearer flt_pat_x' ), '{"query":"{now}"}', 5 );`,
    );
    expect(sent).toMatchObject({ status: 302, headers: { 'x-request-id': 'r-1' }, body: 'café' });
    expect(api.asked).toHaveLength(1);
    expect(api.asked[0]?.headers).toMatchObject({ 'user-agent': 'mine', authorization: 'Bearer flt_pat_x' });
  });

  it('says that nobody is there', async () => {
    const why = await site.run<string>(
      `try { ( new \\Flattr\\WordPress_Transport() )->send( 'http://localhost:9/graphql', array(), '{}', 2 ); return 'sent'; } catch ( \\Flattr\\Client\\Unreachable $none ) { return 'nobody'; }`,
    );
    expect(why).toBe('nobody');
  });

  it('takes away what it kept when it is deleted, and nothing of the first Flattr’s plugin', async () => {
    const found = await site.runInAdmin<Record<string, string[]>>(`
      global $wpdb;
      $id = wp_insert_post( array( 'post_title' => 'A', 'post_status' => 'publish' ) );
      \\Flattr\\Outbox::install();
      foreach ( array( 'settings', 'connection', 'claim', 'sender', 'backfill', 'schema' ) as $name ) {
        update_option( "flattr_$name", array( 'a' => 1 ) );
      }
      set_transient( 'flattr_figures', 1, 60 );
      foreach ( array( 'button', 'kind', 'url', 'thing', 'told', 'trouble' ) as $key ) {
        add_post_meta( $id, "_flattr_$key", 'x' );
      }
      add_user_meta( 1, 'flattr_handle', 'ann' );
      wp_schedule_event( time() + 3600, 'hourly', 'flattr_sweep' );
      wp_schedule_single_event( time() + 3600, 'flattr_look_after_claim', array( 'once' ) );
      update_option( 'flattr_uid', 'ann' );
      add_post_meta( $id, '_flattr_post_category', 'audio' );
      add_user_meta( 1, 'user_flattr_uid', 'ann' );
      deactivate_plugins( 'flattr/flattr.php' );
      uninstall_plugin( 'flattr/flattr.php' );
      wp_cache_flush();
      return array(
        'options' => $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%flattr%' ORDER BY 1" ),
        'posts'   => $wpdb->get_col( "SELECT meta_key FROM {$wpdb->postmeta} WHERE meta_key LIKE '%flattr%' ORDER BY 1" ),
        'users'   => $wpdb->get_col( "SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%flattr%' ORDER BY 1" ),
        'tables'  => $wpdb->get_col( "SHOW TABLES LIKE '%flattr%'" ),
        'events'  => array_values( array_filter( array_merge( ...array_map( 'array_keys', array_values( array_filter( _get_cron_array(), 'is_array' ) ) ) ), function ( $hook ) { return 0 === strpos( $hook, 'flattr' ); } ) ),
      );
    `);
    expect(found).toEqual({
      options: ['flattr_uid'],
      posts: ['_flattr_post_category'],
      users: ['user_flattr_uid'],
      tables: [],
      events: [],
    });
    expect(await site.complaints()).toEqual([]);
  });
});
