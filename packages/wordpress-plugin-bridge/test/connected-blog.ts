import { type FlakyFront, openFlakyFront } from './flaky-front.ts';
import type { PhpVersion } from './wordpress-program.ts';
import type { WordPressSite } from './wordpress-site.ts';
import type { Joined, WordPressWorld } from './wordpress-world.ts';

export type Owed = {
  readonly action: 'register' | 'move' | 'unpublish';
  readonly url: string;
  readonly old_url: string;
  readonly last_error: string;
};

/** A blog that is connected to the instance for its owner, with the way between the two in a test's hand. */
export type ConnectedBlog = {
  readonly site: WordPressSite;
  readonly front: FlakyFront;
  readonly owner: Joined;
  /** What the blog still has to tell. */
  owed(): Promise<readonly Owed[]>;
  /** The title of the thing at an address, as the instance has it. */
  thingAt(
    path: string,
  ): Promise<{ id: string; title: string; kind: string; unpublishedAt?: Date | null } | null>;
  /** How many things of the blog the instance has. */
  things(): Promise<number>;
  /** Does what is due in the background. */
  works(): Promise<void>;
  /** Has what was put off be due. */
  waits(): Promise<void>;
};

export const connectBlog = async (
  wordpress: WordPressWorld,
  php: PhpVersion,
  handle: string,
): Promise<ConnectedBlog> => {
  const { world } = wordpress;
  const site = wordpress.site(php);
  const owner = await world.joinsByForm(handle);
  const { id } = await world.platform.db.user.findFirstOrThrow({ where: { handle } });
  await world.owns({ id, handle } as Parameters<typeof world.owns>[0], `${site.origin}/`);
  const front = await openFlakyFront(wordpress.instance);
  const token = await wordpress.tokenOf(owner);
  await site.run(`update_option( 'flattr_settings', array( 'instance' => '${front.url}' ) );
    $trouble = Flattr\\Connection::begin_with_token( '${token}' );
    if ( is_wp_error( $trouble ) ) { throw new Exception( $trouble->get_error_message() ); }`);
  return {
    ...{ site, front, owner },
    owed: () =>
      site.run(`global $wpdb;
        return $wpdb->get_results( "SELECT action, url, old_url, last_error FROM {$wpdb->prefix}flattr_outbox ORDER BY id" );`),
    thingAt: (path) => world.platform.db.thing.findFirst({ where: { url: `${site.origin}${path}` } }),
    things: () => world.platform.db.thing.count({ where: { url: { startsWith: `${site.origin}/` } } }),
    works: () => site.cron(),
    waits: () =>
      site.run(`global $wpdb; delete_option( 'flattr_sender' ); delete_option( 'flattr_sender_lock' );
        $wpdb->query( "UPDATE {$wpdb->prefix}flattr_outbox SET due_at = 0, claimed_until = 0" );
        wp_clear_scheduled_hook( 'flattr_send' ); wp_schedule_single_event( time() - 1, 'flattr_send' );`),
  };
};
