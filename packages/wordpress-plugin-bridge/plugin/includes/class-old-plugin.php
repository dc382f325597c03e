<?php
/**
 * Takes over from the plugin of the first Flattr.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Copies the settings of Flattr 1.2.1 into this plugin's. Nothing of the old is deleted, what was set here already stays, and a second
 * time copies nothing more.
 */
final class Old_Plugin {

	/** What tells that it was here. */
	const OPTIONS = array( 'flattr_post_types', 'flattr_uid', 'flattr_button_style', 'flattr_aut', 'flattr_cat', 'flattr_lng' );

	/** Remembers that its settings were copied: what is changed afterwards stays changed. */
	const DONE = 'flattr_old_settings_imported';

	const POST_KEYS = array( '_flattr_btn_disabled', '_flattr_post_category', '_flattr_post_language' );

	/** How many posts or users are read at once. */
	const AT_ONCE = 500;

	/**
	 * Whether options of it exist.
	 *
	 * @return bool
	 */
	public static function is_there() {
		foreach ( self::OPTIONS as $name ) {
			if ( null !== get_option( $name, null ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Copies it all.
	 *
	 * @return array{settings: array<string, mixed>, posts: int, users: int} The settings that were taken over, and of how many posts and authors.
	 */
	public static function import() {
		return array(
			'settings' => self::import_settings(),
			'posts'    => self::import_posts(),
			'users'    => self::import_users(),
		);
	}

	/**
	 * The settings that the old options amount to.
	 *
	 * @return array<string, mixed>
	 */
	public static function settings() {
		$read  = array();
		$types = get_option( 'flattr_post_types', null );
		if ( is_array( $types ) ) {
			// Pages had a switch of their own.
			$types              = get_option( 'flattr_aut_page', true ) ? $types : array_diff( $types, array( 'page' ) );
			$read['post_types'] = array_values( array_filter( array_filter( $types, 'is_string' ), 'is_post_type_viewable' ) );
		}
		if ( null !== get_option( 'flattr_aut', null ) || null !== get_option( 'flattr_top', null ) ) {
			$place             = get_option( 'flattr_top' ) ? 'before' : 'after';
			$read['placement'] = get_option( 'flattr_aut', true ) ? $place : 'none';
		}
		$style = get_option( 'flattr_button_style', null );
		if ( get_option( 'flattr_compact' ) || 'image' === $style ) {
			$read['variant'] = 'compact';
		} elseif ( null !== $style ) {
			$read['variant'] = 'text' === $style ? 'quiet' : 'solid';
		}
		if ( null !== get_option( 'flattr_relpayment_enabled', null ) ) {
			$read['head_links'] = (bool) get_option( 'flattr_relpayment_enabled' );
		}
		if ( null !== get_option( 'flattrss_relpayment_enabled', null ) ) {
			$read['feed_links'] = get_option( 'flattrss_relpayment_enabled' ) || get_option( 'flattrss_button_enabled' );
		}
		return $read;
	}

	/**
	 * Keeps them, but for those that were chosen here.
	 *
	 * @return array<string, mixed>
	 */
	private static function import_settings() {
		if ( get_option( self::DONE ) || ! self::is_there() ) {
			return array();
		}
		$kept   = get_option( Settings::OPTION, array() );
		$kept   = is_array( $kept ) ? $kept : array();
		$chosen = array_filter(
			$kept,
			static function ( $value, $name ) {
				return array_key_exists( $name, Settings::defaults() ) && Settings::defaults()[ $name ] !== $value;
			},
			ARRAY_FILTER_USE_BOTH
		);
		$new    = array_diff_key( self::settings(), $chosen );
		foreach ( $new as $name => $value ) {
			if ( array_key_exists( $name, $kept ) && $kept[ $name ] === $value ) {
				unset( $new[ $name ] );
			}
		}
		if ( $new ) {
			update_option( Settings::OPTION, array_merge( $kept, $new ) );
		}
		update_option( self::DONE, VERSION, false );
		return $new;
	}

	/**
	 * Copies what was set for single posts.
	 *
	 * @return int How many posts got a setting.
	 */
	private static function import_posts() {
		global $wpdb;
		$posts = 0;
		$last  = 0;
		$marks = implode( ', ', array_fill( 0, count( self::POST_KEYS ), '%s' ) );
		do {
			// phpcs:disable WordPress.DB.DirectDatabaseQuery, WordPress.DB.PreparedSQL, WordPress.DB.PreparedSQLPlaceholders -- No function of WordPress walks through the posts that have one of these; the marks are as many as the keys.
			$ids = $wpdb->get_col(
				$wpdb->prepare(
					"SELECT DISTINCT post_id FROM {$wpdb->postmeta} WHERE meta_key IN ($marks) AND post_id > %d ORDER BY post_id LIMIT %d",
					array_merge( self::POST_KEYS, array( $last, self::AT_ONCE ) )
				)
			);
			// phpcs:enable
			update_meta_cache( 'post', $ids );
			foreach ( $ids as $id ) {
				$last   = (int) $id;
				$posts += self::import_post( $last ) ? 1 : 0;
			}
			$full = count( $ids ) === self::AT_ONCE;
		} while ( $full );
		return $posts;
	}

	/**
	 * Copies what was set for one post.
	 *
	 * @param int $id The post.
	 * @return bool Whether it got a setting.
	 */
	private static function import_post( $id ) {
		$copied = false;
		foreach ( Old_Post::settings( $id ) as $key => $value ) {
			if ( ! metadata_exists( 'post', $id, $key ) ) {
				$copied = (bool) add_post_meta( $id, $key, $value, true ) || $copied;
			}
		}
		return $copied;
	}

	/**
	 * Copies the names that authors had.
	 *
	 * @return int How many authors got a handle.
	 */
	private static function import_users() {
		$users = 0;
		$page  = 1;
		do {
			$ids = get_users(
				array(
					'fields'   => 'ID',
					'meta_key' => 'user_flattr_uid', // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- Once, when somebody asks for it.
					'number'   => self::AT_ONCE,
					'paged'    => $page++,
					'orderby'  => 'ID',
				)
			);
			foreach ( $ids as $id ) {
				$handle = Thing_Words::handle( get_user_meta( (int) $id, 'user_flattr_uid', true ) );
				if ( '' !== $handle && ! metadata_exists( 'user', (int) $id, Author_Settings::KEY ) ) {
					$users += add_user_meta( (int) $id, Author_Settings::KEY, $handle, true ) ? 1 : 0;
				}
			}
			$full = count( $ids ) === self::AT_ONCE;
		} while ( $full );
		return $users;
	}
}
