<?php
/**
 * What is still to be told to the instance.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

// phpcs:disable WordPress.DB.DirectDatabaseQuery -- A queue of its own; what is owed is never read from a cache.

/**
 * The table `{prefix}flattr_outbox`: one row for each kind of action and address that is owed. A row names a post and not what is
 * told of it; that is computed when it is sent, so that the newest counts. Rows that were once sent together stay a batch until
 * each of them is answered or changed, so that they can be sent again in the very same words.
 */
final class Outbox {

	const REGISTER  = 'register';
	const UNPUBLISH = 'unpublish';
	const MOVE      = 'move';

	const SCHEMA        = '1';
	const SCHEMA_OPTION = 'flattr_schema';

	/**
	 * The table of the current blog.
	 *
	 * @return string
	 */
	public static function table() {
		global $wpdb;
		return $wpdb->prefix . 'flattr_outbox';
	}

	/**
	 * Makes the table of the current blog, or brings it up to date.
	 */
	public static function install() {
		global $wpdb;
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$table   = self::table();
		$charset = $wpdb->get_charset_collate();
		dbDelta(
			"CREATE TABLE $table (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  post_id bigint(20) unsigned NOT NULL,
  action varchar(12) NOT NULL,
  url text NOT NULL,
  old_url text NOT NULL,
  subject char(64) NOT NULL,
  attempts int(10) unsigned NOT NULL DEFAULT 0,
  due_at bigint(20) unsigned NOT NULL DEFAULT 0,
  claimed_until bigint(20) unsigned NOT NULL DEFAULT 0,
  batch varchar(32) NOT NULL DEFAULT '',
  last_error text NOT NULL,
  PRIMARY KEY  (id),
  UNIQUE KEY owed (action,subject),
  KEY post (post_id,action),
  KEY due (due_at),
  KEY batch (batch)
) $charset;"
		);
		update_option( self::SCHEMA_OPTION, self::SCHEMA, true );
	}

	/**
	 * Makes the table where the current blog has none yet, or an older one.
	 */
	public static function install_if_needed() {
		if ( self::SCHEMA !== get_option( self::SCHEMA_OPTION ) ) {
			self::install();
		}
	}

	/**
	 * Notes that something is owed; what it makes moot is no longer. Nothing is noted before an instance is named.
	 *
	 * @param string      $action  One of the actions above.
	 * @param int         $post_id The post.
	 * @param string      $url     Its address; of a move the new one.
	 * @param string|null $old_url Of a move, the address that the instance knows.
	 */
	public static function put( $action, $post_id, $url, $old_url = null ) {
		if ( '' === Settings::instance() || '' === $url ) {
			return;
		}
		self::install_if_needed();
		self::drop_moot( $action, $post_id, $url );
		$of   = null === $old_url ? $url : $old_url;
		$row  = array(
			'post_id'       => $post_id,
			'url'           => $url,
			'old_url'       => (string) $old_url,
			'due_at'        => time(),
			'claimed_until' => 0,
			'batch'         => '',
			'last_error'    => '',
		);
		$what = array(
			'action'  => $action,
			'subject' => self::subject( $of ),
		);
		self::insert_or_update( $row, $what );
		Wake::at( time() );
	}

	/**
	 * Inserts a row or, where one is owed already, makes it new, so that a sender that has it under way does not take it for done.
	 *
	 * @param array<string, int|string> $row  Its columns.
	 * @param array<string, string>     $what Its action and subject.
	 */
	private static function insert_or_update( $row, $what ) {
		global $wpdb;
		$columns = array_merge( $what, $row );
		$names   = implode( ', ', array_keys( $columns ) );
		$places  = implode( ', ', array_fill( 0, count( $columns ), '%s' ) );
		// phpcs:ignore WordPress.DB.PreparedSQL, WordPress.DB.PreparedSQLPlaceholders -- The names are the constants above.
		$query = $wpdb->prepare( "INSERT IGNORE INTO %i ($names) VALUES ($places)", array_merge( array( self::table() ), array_values( $columns ) ) );
		// phpcs:ignore WordPress.DB.PreparedSQL -- Prepared a line above.
		if ( ! $wpdb->query( $query ) ) {
			$wpdb->update( self::table(), $row, $what );
		}
	}

	/**
	 * Takes back what a new row makes pointless: a registration that of an unpublishing and the other way round, and one at the
	 * newest address that of an older. An older registration that may have arrived is turned into a move.
	 *
	 * @param string $action  The new row's action.
	 * @param int    $post_id Its post.
	 * @param string $url     Its address.
	 */
	private static function drop_moot( $action, $post_id, $url ) {
		global $wpdb;
		if ( self::UNPUBLISH === $action ) {
			return;
		}
		$wpdb->query(
			$wpdb->prepare(
				'DELETE FROM %i WHERE action = %s AND (post_id = %d OR subject = %s)',
				self::table(),
				self::UNPUBLISH,
				$post_id,
				self::subject( $url )
			)
		);
		if ( self::REGISTER !== $action ) {
			return;
		}
		foreach ( self::of_post( $post_id ) as $row ) {
			if ( self::REGISTER !== $row->action || $url === $row->url ) {
				continue;
			}
			self::drop( $row );
			if ( $row->attempts > 0 ) {
				self::put( self::MOVE, $post_id, $url, $row->url );
			}
		}
	}

	/**
	 * The key of an address: too long an address could not be unique in every database.
	 *
	 * @param string $url An address.
	 * @return string
	 */
	private static function subject( $url ) {
		return hash( 'sha256', $url );
	}

	/**
	 * What is owed about a post, oldest first.
	 *
	 * @param int $post_id The post.
	 * @return object[]
	 */
	public static function of_post( $post_id ) {
		global $wpdb;
		self::install_if_needed();
		return $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE post_id = %d ORDER BY id', self::table(), $post_id ) );
	}

	/**
	 * Whether a registration at an address is owed.
	 *
	 * @param string $url The address.
	 * @return bool
	 */
	public static function registers( $url ) {
		global $wpdb;
		return (bool) $wpdb->get_var(
			$wpdb->prepare( 'SELECT id FROM %i WHERE action = %s AND subject = %s', self::table(), self::REGISTER, self::subject( $url ) )
		);
	}

	/**
	 * Takes one row back.
	 *
	 * @param object $row The row.
	 */
	public static function drop( $row ) {
		global $wpdb;
		$wpdb->delete( self::table(), array( 'id' => $row->id ) );
	}

	/**
	 * Takes back what is owed about a post.
	 *
	 * @param int $post_id The post.
	 */
	public static function forget( $post_id ) {
		global $wpdb;
		$wpdb->delete( self::table(), array( 'post_id' => $post_id ) );
	}

	/**
	 * How much is owed, all in all or about the posts up to an id.
	 *
	 * @param int|null $until The last post's id.
	 * @return int
	 */
	public static function waiting( $until = null ) {
		global $wpdb;
		self::install_if_needed();
		return (int) $wpdb->get_var(
			null === $until
				? $wpdb->prepare( 'SELECT COUNT(*) FROM %i', self::table() )
				: $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE action = %s AND post_id <= %d', self::table(), self::REGISTER, $until )
		);
	}

	/**
	 * Has what was put off be due now.
	 */
	public static function hurry() {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET due_at = %d WHERE due_at > %d', self::table(), time(), time() ) );
	}

	/**
	 * When the next row is due, or null where nothing is owed.
	 *
	 * @return int|null
	 */
	public static function next_due() {
		global $wpdb;
		$next = $wpdb->get_var(
			$wpdb->prepare( 'SELECT MIN(CASE WHEN due_at > claimed_until THEN due_at ELSE claimed_until END) FROM %i', self::table() )
		);
		return null === $next ? null : (int) $next;
	}
}
