<?php
/**
 * Puts the button into posts by itself.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Adds the button before or after a post on the post's own page, and nowhere else: not in lists, excerpts, feeds or answers of the
 * REST API, and not where the post or the page's template has one.
 */
final class Auto_Insert {

	/** After paragraphs, shortcodes and the markup of old buttons have been made into what they are. */
	const PRIORITY = 30;

	/**
	 * Waits for the content of posts.
	 */
	public function hook() {
		add_filter( 'the_content', array( $this, 'insert' ), self::PRIORITY );
	}

	/**
	 * The content with the button where the settings want it.
	 *
	 * @param mixed $content The post's content.
	 * @return mixed
	 */
	public function insert( $content ) {
		$post = get_post();
		if ( ! is_string( $content ) || ! $post || ! $this->is_its_page( $post ) || ! Thing_Of_Post::is_flattrable( $post ) ) {
			return $content;
		}
		$place = $this->place( $post );
		if ( 'none' === $place || $this->has_button( $post, $content ) ) {
			return $content;
		}
		$args   = Button::of_post( $post );
		$button = null === $args ? '' : Button::render( $args );
		if ( '' === $button ) {
			return $content;
		}
		$part = "\n<p class=\"flattr-button-place\">$button</p>\n";
		return ( 'after' === $place ? '' : $part ) . $content . ( 'before' === $place ? '' : $part );
	}

	/**
	 * Where the button goes; a post that asks for one has it below where the settings want none.
	 *
	 * @param \WP_Post $post The post.
	 * @return string One of Settings::PLACEMENTS.
	 */
	private function place( \WP_Post $post ) {
		$place = Settings::all()['placement'];
		return 'none' === $place && 'show' === Thing_Of_Post::switch_of( $post ) ? 'after' : $place;
	}

	/**
	 * Whether what is made is the page of this very post, for a reader.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool
	 */
	private function is_its_page( \WP_Post $post ) {
		return is_singular() && in_the_loop() && is_main_query() && get_queried_object_id() === $post->ID && ! is_feed() && ! is_embed() && ! doing_filter( 'get_the_excerpt' );
	}

	/**
	 * Whether there is a button already: in the content as it was made, or in the template around it.
	 *
	 * @param \WP_Post $post    The post.
	 * @param string   $content Its content.
	 * @return bool
	 */
	private function has_button( \WP_Post $post, $content ) {
		$template = isset( $GLOBALS['_wp_current_template_content'] ) ? (string) $GLOBALS['_wp_current_template_content'] : '';
		return false !== strpos( $content, '<flattr-button' )
			|| has_block( Block::NAME, $post )
			|| has_shortcode( $post->post_content, Shortcode::TAG )
			|| has_block( Block::NAME, $template );
	}
}
