<?php
/**
 * Remembers a feed while it is written.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * What has been printed of a feed, so that nothing is said twice: plugins for podcasts write into feeds as well, some of them by
 * templates of their own.
 */
final class Feed_So_Far {

	/**
	 * Waits for a feed.
	 */
	public function hook() {
		add_action( 'template_redirect', array( $this, 'begin' ), 0 );
	}

	/**
	 * Keeps what is printed from now on; WordPress lets it out at the end of the request.
	 */
	public function begin() {
		if ( is_feed() && '' !== Settings::instance() ) {
			ob_start();
		}
	}

	/**
	 * What was printed since an element began, or nothing where it has not.
	 *
	 * @param string $opening How it begins, such as `<item`.
	 * @return string
	 */
	public static function since( $opening ) {
		$text = (string) ob_get_contents();
		$at   = strrpos( $text, $opening );
		return false === $at ? '' : substr( $text, $at );
	}

	/**
	 * Whether the feed's root declares a prefix so far.
	 *
	 * @param string $prefix The prefix of a namespace.
	 * @return bool
	 */
	public static function declares( $prefix ) {
		return 1 === preg_match( '/<rss\b[^>]*\sxmlns:' . $prefix . '\s*=/', (string) ob_get_contents() );
	}

	/**
	 * Whether one of these elements leads to the instance.
	 *
	 * @param string $text    A part of a feed.
	 * @param string $element A pattern of how the element begins, such as `link\b[^>]*\srel=["']payment["']`.
	 * @return bool
	 */
	public static function leads( $text, $element ) {
		if ( ! preg_match_all( "~<(?:\w+:)?$element" . '[^>]*>~', $text, $found ) ) {
			return false;
		}
		return false !== strpos( implode( '', $found[0] ), esc_url( Settings::instance() . '/flattr' ) . '?' );
	}
}
