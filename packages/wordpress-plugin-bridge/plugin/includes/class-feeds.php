<?php
/**
 * Payment links in feeds.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Tells in each entry of a feed where it is rewarded: RSS 2.0 in the words of Atom, Atom in its own.
 */
final class Feeds {

	/** After plugins for podcasts, whose own elements are not doubled. */
	const PRIORITY = 9999;

	/**
	 * Waits for the entries.
	 */
	public function hook() {
		add_action( 'rss2_item', array( $this, 'write_rss' ), self::PRIORITY );
		add_action( 'atom_entry', array( $this, 'write_atom' ), self::PRIORITY );
		add_filter( 'the_title_rss', array( $this, 'drop_what_breaks' ), self::PRIORITY );
	}

	/**
	 * A title without the characters that XML cannot have: one of them, pasted into one title, and no reader of the feed finds any link.
	 *
	 * @param mixed $title The title.
	 * @return mixed
	 */
	public function drop_what_breaks( $title ) {
		$kept = is_string( $title ) ? preg_replace( '/[^\t\n\r\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]/u', '', $title ) : null;
		return is_string( $kept ) ? $kept : $title;
	}

	/**
	 * Writes into an item of RSS.
	 */
	public function write_rss() {
		$post = self::flattrable();
		if ( $post && self::is_missing( '<item' ) ) {
			self::write_rss_link( Thing_Of_Post::of( $post )['url'] );
		}
	}

	/**
	 * Writes into an entry of Atom.
	 */
	public function write_atom() {
		$post = self::flattrable();
		if ( $post && self::is_missing( '<entry' ) ) {
			printf(
				"\t\t<link rel=\"payment\" type=\"text/html\" title=\"%s\" href=\"%s\" />\n",
				esc_attr__( 'Flattr this', 'flattr' ),
				esc_url( Button::page( array( 'url' => Thing_Of_Post::of( $post )['url'] ) ) )
			);
		}
	}

	/**
	 * Writes a payment link into RSS.
	 *
	 * @param string $url What is flattred.
	 */
	public static function write_rss_link( $url ) {
		// WordPress declares the prefix; a template of another plugin may not.
		$declared = '' === Feed_So_Far::since( '<rss' ) || Feed_So_Far::declares( 'atom' );
		printf(
			"\t\t<atom:link%s rel=\"payment\" type=\"text/html\" title=\"%s\" href=\"%s\" />\n",
			$declared ? '' : ' xmlns:atom="http://www.w3.org/2005/Atom"',
			esc_attr__( 'Flattr this', 'flattr' ),
			esc_url( Button::page( array( 'url' => $url ) ) )
		);
	}

	/**
	 * The post of the entry, if links are wanted and it can be flattred.
	 *
	 * @return \WP_Post|null
	 */
	public static function flattrable() {
		$post = self::are_wanted() ? get_post() : null;
		return $post && Thing_Of_Post::is_flattrable( $post ) ? $post : null;
	}

	/**
	 * Whether feeds are to have links.
	 *
	 * @return bool
	 */
	public static function are_wanted() {
		return '' !== Settings::instance() && Settings::all()['feed_links'];
	}

	/**
	 * Whether what began so has no payment link to the instance yet.
	 *
	 * @param string $opening How it begins.
	 * @return bool
	 */
	public static function is_missing( $opening ) {
		return ! Feed_So_Far::leads( Feed_So_Far::since( $opening ), 'link\b[^>]*\srel=["\']payment["\']' );
	}
}
