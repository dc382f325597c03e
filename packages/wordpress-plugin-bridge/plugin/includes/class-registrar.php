<?php
/**
 * Sees what the instance has to be told.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Looks at a post whenever something about it has changed, and notes in the outbox what is owed; nothing is sent here. It compares
 * what the post is with what was told of it, so that it does not matter by which way it was changed, nor how often it is looked at.
 */
final class Registrar {

	/**
	 * Changed outside of a save, to be looked at before the request ends.
	 *
	 * @var array<int, true>
	 */
	private static $changed = array();

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'init', array( Outbox::class, 'install_if_needed' ), 5 );
		register_activation_hook( FILE, array( Outbox::class, 'install' ) );
		add_filter( 'wpmu_drop_tables', array( __CLASS__, 'with_table' ) );

		// Every way to save a post ends here, after its terms and meta are kept: editors, quick edit, REST, XML-RPC, schedules, imports.
		add_action( 'wp_after_insert_post', array( __CLASS__, 'examine' ), 10, 1 );
		add_action( 'add_attachment', array( __CLASS__, 'examine' ) );
		add_action( 'edit_attachment', array( __CLASS__, 'examine' ) );
		add_action( 'before_delete_post', array( __CLASS__, 'withdraw' ), 10, 1 );
		add_action( 'delete_attachment', array( __CLASS__, 'withdraw' ), 10, 1 );

		add_action( 'set_object_terms', array( __CLASS__, 'note' ), 10, 1 );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $change ) {
			add_action( $change, array( __CLASS__, 'note_meta' ), 10, 3 );
		}
		add_action( 'shutdown', array( __CLASS__, 'examine_changed' ), 5 );
	}

	/**
	 * A blog of a network that is deleted takes its table along.
	 *
	 * @param string[] $tables The tables.
	 * @return string[]
	 */
	public static function with_table( $tables ) {
		$tables[] = Outbox::table();
		return $tables;
	}

	/**
	 * Notes what is owed about a post as it is now: nothing where the instance was told all of it.
	 *
	 * @param int $post_id The post.
	 */
	public static function examine( $post_id ) {
		$post_id = (int) $post_id;
		unset( self::$changed[ $post_id ] );
		$post = '' === Settings::instance() ? null : get_post( $post_id );
		if ( ! $post || wp_is_post_revision( $post ) || wp_is_post_autosave( $post ) || 'auto-draft' === $post->post_status ) {
			return;
		}
		if ( ! Thing_Of_Post::is_registrable( $post ) ) {
			self::withdraw( $post_id );
			return;
		}
		// A sender keeps what it told before it ends a row: read in this order, one of the two is seen.
		$owed = Outbox::of_post( $post_id );
		wp_cache_delete( $post_id, 'post_meta' );
		$thing = Thing_Of_Post::of( $post );
		$known = Told::url( $post_id );
		if ( '' !== $known && $known !== $thing['url'] ) {
			if ( ! Told::is_listed( $post_id ) && Told::belongs_to_another( $known, $post_id ) ) {
				Told::unknown( $post_id );
			} else {
				Outbox::put( Outbox::MOVE, $post_id, $thing['url'], $known );
			}
		} elseif ( self::is_moving( $owed ) ) {
			// It is back where it was, or may have got to where it no longer is.
			self::move_back( $post_id, $thing['url'], $owed );
		}
		if ( $owed || ! Told::is_told( $post_id, $thing ) ) {
			Outbox::put( Outbox::REGISTER, $post_id, $thing['url'] );
		}
	}

	/**
	 * Whether a move is owed.
	 *
	 * @param object[] $owed What is owed about a post.
	 * @return bool
	 */
	private static function is_moving( $owed ) {
		return in_array( Outbox::MOVE, array_column( $owed, 'action' ), true );
	}

	/**
	 * Gives up a move of a post that is at its old address again; one that may have arrived is made the other way round.
	 *
	 * @param int      $post_id The post.
	 * @param string   $url     Its address, which the instance knows.
	 * @param object[] $owed    What is owed about it.
	 */
	private static function move_back( $post_id, $url, $owed ) {
		foreach ( $owed as $row ) {
			if ( Outbox::MOVE !== $row->action || $row->old_url !== $url ) {
				continue;
			}
			Outbox::drop( $row );
			if ( $row->attempts > 0 ) {
				Outbox::put( Outbox::MOVE, $post_id, $url, $row->url );
			}
		}
	}

	/**
	 * Notes that a post is no longer to be shown, if the instance knows it or may know it.
	 *
	 * @param int $post_id The post.
	 */
	public static function withdraw( $post_id ) {
		$post_id = (int) $post_id;
		unset( self::$changed[ $post_id ] );
		if ( '' === Settings::instance() ) {
			return;
		}
		$owed  = Outbox::of_post( $post_id );
		$known = Told::is_listed( $post_id ) ? array( Told::url( $post_id ) ) : array();
		foreach ( $owed as $row ) {
			if ( $row->attempts > 0 || Outbox::UNPUBLISH === $row->action ) {
				$known[] = '' === $row->old_url ? $row->url : $row->old_url;
			}
		}
		if ( $owed ) {
			Outbox::forget( $post_id );
		}
		foreach ( array_unique( $known ) as $url ) {
			if ( ! Told::belongs_to_another( $url, $post_id ) && ! Outbox::registers( $url ) ) {
				Outbox::put( Outbox::UNPUBLISH, $post_id, $url );
			}
		}
	}

	/**
	 * Notes that a post has changed outside of a save.
	 *
	 * @param int $post_id The post.
	 */
	public static function note( $post_id ) {
		self::$changed[ (int) $post_id ] = true;
		if ( count( self::$changed ) > 200 ) {
			self::examine_changed();
		}
	}

	/**
	 * Notes that what the owner chose for a post has changed.
	 *
	 * @param int|int[] $meta_id Not used.
	 * @param int       $post_id The post.
	 * @param string    $key     Which meta.
	 */
	public static function note_meta( $meta_id, $post_id, $key ) {
		if ( in_array( $key, array( '_flattr_button', '_flattr_kind', '_flattr_language' ), true ) ) {
			self::note( $post_id );
		}
	}

	/**
	 * Looks at what was noted.
	 */
	public static function examine_changed() {
		$changed       = self::$changed;
		self::$changed = array();
		foreach ( array_keys( $changed ) as $post_id ) {
			self::examine( $post_id );
		}
	}
}
