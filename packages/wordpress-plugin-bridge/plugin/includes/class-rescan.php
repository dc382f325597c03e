<?php
/**
 * Looks again at all posts that the instance knows.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * What changes the address or the tags of many posts at once, such as the permalink structure, a parent's slug or a category's
 * name, has them all looked at, some at a time in the background.
 */
final class Rescan {

	const OPTION = 'flattr_rescan';

	/**
	 * How many posts are looked at in one step.
	 */
	const STEP = 100;

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'permalink_structure_changed', array( __CLASS__, 'start' ), 10, 0 );
		foreach ( array( 'home', 'page_on_front', 'show_on_front', 'WPLANG' ) as $option ) {
			add_action( "update_option_$option", array( __CLASS__, 'start' ), 10, 0 );
		}
		add_action( 'update_option_' . Settings::OPTION, array( __CLASS__, 'settings_changed' ), 10, 2 );
		add_action( 'edited_term', array( __CLASS__, 'term_changed' ), 10, 3 );
		add_action( 'post_updated', array( __CLASS__, 'post_changed' ), 10, 3 );
	}

	/**
	 * Looks at all of them from the first.
	 */
	public static function start() {
		if ( '' !== Settings::instance() ) {
			update_option( self::OPTION, array( 'after' => 0 ), false );
			Wake::at( time() );
		}
	}

	/**
	 * Other types of posts are chosen, or another instance.
	 *
	 * @param mixed $old What was chosen.
	 * @param mixed $new What is chosen.
	 */
	public static function settings_changed( $old, $new ) {
		foreach ( array( 'post_types', 'instance' ) as $key ) {
			if ( ( is_array( $old ) && isset( $old[ $key ] ) ? $old[ $key ] : null ) !== ( is_array( $new ) && isset( $new[ $key ] ) ? $new[ $key ] : null ) ) {
				self::start();
				return;
			}
		}
	}

	/**
	 * A term is named otherwise: it may be part of addresses and is among the tags.
	 *
	 * @param int    $term_id  Not used.
	 * @param int    $tt_id    Not used.
	 * @param string $taxonomy Its taxonomy.
	 */
	public static function term_changed( $term_id, $tt_id, $taxonomy ) {
		$known = get_taxonomy( $taxonomy );
		if ( $known && array_intersect( $known->object_type, Settings::all()['post_types'] ) ) {
			self::start();
		}
	}

	/**
	 * A post that has others below it gets another address, and so do they.
	 *
	 * @param int      $post_id The post.
	 * @param \WP_Post $after   As it is.
	 * @param \WP_Post $before  As it was.
	 */
	public static function post_changed( $post_id, $after, $before ) {
		$moved = $after->post_name !== $before->post_name || $after->post_parent !== $before->post_parent || $after->post_status !== $before->post_status;
		if ( ! $moved || ! is_post_type_hierarchical( $after->post_type ) ) {
			return;
		}
		$children = get_posts(
			array(
				'post_parent'      => $post_id,
				'post_type'        => 'any',
				'post_status'      => 'any',
				'posts_per_page'   => 1,
				'fields'           => 'ids',
				'suppress_filters' => true, // phpcs:ignore WordPressVIPMinimum.Performance.WPQueryParams -- Whether there are any, in whichever language.
			)
		);
		if ( $children ) {
			self::start();
		}
	}

	/**
	 * Whether some are still to be looked at.
	 *
	 * @return bool
	 */
	public static function is_under_way() {
		return false !== get_option( self::OPTION );
	}

	/**
	 * Looks at some.
	 *
	 * @return bool Whether there are more.
	 */
	public static function step() {
		global $wpdb;
		wp_cache_delete( self::OPTION, 'options' );
		$state = get_option( self::OPTION );
		if ( ! is_array( $state ) ) {
			return false;
		}
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- By ids, whatever their number.
		$ids = $wpdb->get_col(
			$wpdb->prepare(
				'SELECT DISTINCT post_id FROM %i WHERE meta_key = %s AND post_id > %d ORDER BY post_id LIMIT %d',
				$wpdb->postmeta,
				Told::URL,
				$state['after'],
				self::STEP
			)
		);
		if ( ! $ids ) {
			delete_option( self::OPTION );
			return false;
		}
		_prime_post_caches( array_map( 'intval', $ids ) );
		foreach ( $ids as $id ) {
			Registrar::examine( (int) $id );
		}
		wp_cache_delete( self::OPTION, 'options' );
		if ( get_option( self::OPTION ) === $state ) {
			// Begun anew meanwhile, it is not to go on from here.
			update_option( self::OPTION, array( 'after' => (int) end( $ids ) ), false );
		}
		return true;
	}
}
