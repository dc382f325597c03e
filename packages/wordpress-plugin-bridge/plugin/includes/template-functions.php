<?php
/**
 * What themes call.
 *
 * @package Flattr
 */

defined( 'ABSPATH' ) || exit;

/**
 * The button of a post, or of any address.
 *
 * @param array $args `post` (a post or its number, by default the one of the loop) or `url` with `title`, `kind`, `tags` and `lang`;
 *                    `variant` (`solid`, `quiet` or `compact`), `count` (true or false) and `label`.
 * @return string Safe HTML; nothing before an instance is named.
 */
function get_flattr_button( $args = array() ) {
	$args = is_array( $args ) ? $args : array();
	if ( ! empty( $args['url'] ) ) {
		return Flattr\Button::render( $args );
	}
	$post    = get_post( isset( $args['post'] ) ? $args['post'] : null );
	$subject = $post ? Flattr\Button::of_post( $post ) : Flattr\Button::of_site();
	return null === $subject ? '' : Flattr\Button::render( array_merge( $subject, $args, array( 'url' => $subject['url'] ) ) );
}

/**
 * Prints the button of a post, or of any address.
 *
 * @param array $args As for get_flattr_button().
 */
function flattr_button( $args = array() ) {
	echo wp_kses( get_flattr_button( $args ), Flattr\Button::HTML );
}

/*
 * What the old plugin offered to themes. It may still be active in a folder of its own, and is loaded by then.
 */
add_action(
	'plugins_loaded',
	static function () {
		if ( ! function_exists( 'get_the_flattr_permalink' ) ) {
			/**
			 * The button of the post of the loop, as the old plugin called it.
			 *
			 * @return string
			 */
			function get_the_flattr_permalink() {
				return get_flattr_button();
			}
		}
		if ( ! function_exists( 'the_flattr_permalink' ) ) {
			/**
			 * Prints the button of the post of the loop, as the old plugin called it.
			 */
			function the_flattr_permalink() {
				flattr_button();
			}
		}
	}
);
