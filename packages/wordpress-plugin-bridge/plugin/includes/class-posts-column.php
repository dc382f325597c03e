<?php
/**
 * What became of each post.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The column "Flattr" in the lists of posts: registered, waiting, or refused and why. It is there once an instance is named.
 */
final class Posts_Column {

	const NAME = 'flattr';

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'admin_init', array( $this, 'hook_types' ) );
	}

	/**
	 * Adds the column to the list of each chosen type.
	 */
	public function hook_types() {
		if ( '' === Settings::instance() ) {
			return;
		}
		foreach ( Settings::all()['post_types'] as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( $this, 'add' ) );
			add_action( "manage_{$type}_posts_custom_column", array( $this, 'show' ), 10, 2 );
		}
	}

	/**
	 * Adds it.
	 *
	 * @param array<string, string> $columns The columns.
	 * @return array<string, string>
	 */
	public function add( $columns ) {
		$columns[ self::NAME ] = esc_html__( 'Flattr', 'flattr' );
		return $columns;
	}

	/**
	 * Shows it for a post.
	 *
	 * @param string $column  Which column.
	 * @param int    $post_id Which post.
	 */
	public function show( $column, $post_id ) {
		if ( self::NAME !== $column ) {
			return;
		}
		list( $word, $why ) = self::state_of( (int) $post_id );
		echo esc_html( $word );
		if ( '' !== $why ) {
			echo '<br><small>' . esc_html( $why ) . '</small>';
		}
	}

	/**
	 * What became of a post.
	 *
	 * @param int $post_id The post.
	 * @return array{0: string, 1: string} A word, and a sentence or an empty text.
	 */
	public static function state_of( $post_id ) {
		$why = Told::trouble( $post_id );
		if ( '' !== $why ) {
			return array( __( 'Refused', 'flattr' ), $why );
		}
		$owed = Outbox::of_post( $post_id );
		if ( $owed ) {
			return array( __( 'Waiting', 'flattr' ), $owed[0]->last_error );
		}
		return array( Told::is_listed( $post_id ) ? __( 'Registered', 'flattr' ) : '—', '' );
	}
}
