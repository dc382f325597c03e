import type { WordPressSite } from './wordpress-site.ts';

/** Everything that a handler could have written, by a name; what WordPress itself writes about any request is left out. */
export type SiteDump = Readonly<Record<string, string>>;

const dumping = `
  global $wpdb;
  $dump = array();
  $add  = static function ( $table, $rows ) use ( &$dump ) {
    foreach ( $rows as $row ) { $dump[ $table . ' ' . array_shift( $row ) ] = implode( ' | ', array_map( 'strval', $row ) ); }
  };
  $add( 'option', $wpdb->get_results( "SELECT option_name, option_value, autoload FROM $wpdb->options WHERE option_name <> 'cron'
    AND ( ( option_name NOT LIKE '%transient%' AND option_name <> 'recently_edited' ) OR option_name LIKE '%flattr%' )", ARRAY_N ) );
  foreach ( _get_cron_array() as $when => $events ) {
    foreach ( $events as $hook => $event ) { if ( false !== strpos( $hook, 'flattr' ) ) { $dump[ "event $hook" ] = (string) count( $event ); } }
  }
  $add( 'post', $wpdb->get_results( "SELECT ID, post_author, post_title, post_content, post_status, post_modified_gmt FROM $wpdb->posts WHERE post_type <> 'revision'", ARRAY_N ) );
  $add( 'post meta', $wpdb->get_results( "SELECT meta_id, post_id, meta_key, meta_value FROM $wpdb->postmeta WHERE meta_key NOT LIKE '\\\\_edit\\\\_%'", ARRAY_N ) );
  $add( 'user', $wpdb->get_results( "SELECT ID, user_login, user_email, display_name FROM $wpdb->users", ARRAY_N ) );
  $add( 'user meta', $wpdb->get_results( "SELECT umeta_id, user_id, meta_key, meta_value FROM $wpdb->usermeta WHERE meta_key NOT IN ( 'session_tokens', 'community-events-location', 'wp_user-settings', 'wp_user-settings-time', 'wp_dashboard_quick_press_last_post_id' )", ARRAY_N ) );
  $add( 'owed', $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}flattr_outbox", ARRAY_N ) );
  return $dump;`;

/** What a site holds right now. */
export const dumpSite = (site: WordPressSite): Promise<SiteDump> => site.run<SiteDump>(dumping);

/** What differs between two moments, in words. */
export const differences = (before: SiteDump, after: SiteDump): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name] ?? 'nothing'} → ${after[name] ?? 'nothing'}`.slice(0, 300));
