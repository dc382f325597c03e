<?php
/**
 * Renders the button.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The button as the SDK renders it: a plain link to the instance, which the script of this plugin takes over where it runs.
 */
final class Button {

	const MODULE = 'flattr-button';

	/** The languages besides English in which the button speaks. */
	const LANGUAGES = array( 'de', 'es', 'fr', 'sv' );

	/** What its HTML consists of, for wp_kses(). */
	const HTML = array(
		'flattr-button' => array(
			'url'     => true,
			'title'   => true,
			'kind'    => true,
			'tags'    => true,
			'lang'    => true,
			'variant' => true,
			'count'   => true,
			'inert'   => true,
		),
		'a'             => array( 'href' => true ),
	);

	/**
	 * Makes the script known; a page loads it once it has a button.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'register' ), 5 );
	}

	/**
	 * Names the script in the language of the page.
	 */
	public function register() {
		$language = strtok( determine_locale(), '_-' );
		$file     = in_array( $language, self::LANGUAGES, true ) ? "assets/button.$language.js" : 'assets/button.js';
		wp_register_script_module( self::MODULE, plugins_url( $file, FILE ), array(), VERSION );
	}

	/**
	 * A button's HTML, safe whatever stands in its arguments. Nothing before an instance is named, for what is no web address, in
	 * feeds and in excerpts.
	 *
	 * @param array $args `url`, `title`, `kind`, `tags` (a list, or a text with commas) and `lang` of what is flattred; `variant`,
	 *                    `count` and `label` of the button, by default as the settings say; `inert` for one that only shows
	 *                    where it stands; `plain` for the link alone.
	 * @return string
	 */
	public static function render( array $args ) {
		$button = self::is_out_of_place() ? null : self::arguments( $args );
		if ( null === $button ) {
			return '';
		}
		$label = self::escape( $button['label'] );
		$link  = $button['inert'] ? "<a>$label</a>" : sprintf( '<a href="%s">%s</a>', esc_url( self::page( $button ) ), $label );
		if ( $button['plain'] ) {
			return $link;
		}
		wp_enqueue_script_module( self::MODULE );
		$attributes = '';
		foreach ( array( 'url', 'title', 'kind', 'tags', 'lang', 'variant' ) as $name ) {
			if ( '' !== $button[ $name ] ) {
				$attributes .= sprintf( ' %s="%s"', $name, self::escape( $button[ $name ] ) );
			}
		}
		$attributes .= $button['count'] && ! $button['inert'] ? ' count' : '';
		$attributes .= $button['inert'] ? ' inert' : '';
		return "<flattr-button$attributes>$link</flattr-button>";
	}

	/**
	 * The arguments of the button of a post: nothing where the post's own switch says so, and one that cannot be pressed before
	 * everybody may read the post.
	 *
	 * @param \WP_Post $post The post.
	 * @return array<string, mixed>|null
	 */
	public static function of_post( \WP_Post $post ) {
		if ( 'hide' === Thing_Of_Post::switch_of( $post ) ) {
			return null;
		}
		$thing = Thing_Of_Post::of( $post );
		$said  = Old_Post::is_unlisted( $post ) ? array() : array(
			'title' => $thing['title'],
			'kind'  => $thing['kind'],
			'tags'  => array_slice( $thing['tags'], 0, 3 ),
			'lang'  => $thing['language'],
		);
		return $said + array(
			'url'   => $thing['url'],
			'inert' => ! Thing_Of_Post::is_public( $post ),
		);
	}

	/**
	 * The arguments of the button of the whole site.
	 *
	 * @return array<string, mixed>
	 */
	public static function of_site() {
		return array(
			'url'   => home_url( '/' ),
			'title' => get_bloginfo( 'name' ),
		);
	}

	/**
	 * The address to which a button with these arguments leads, or an empty text.
	 *
	 * @param array $args As for render().
	 * @return string
	 */
	public static function address( array $args ) {
		$button = self::arguments( $args );
		return null === $button || $button['inert'] ? '' : self::page( $button );
	}

	/**
	 * The page of the instance on which a thing is flattred, with what is said of the thing.
	 *
	 * @param array<string, mixed> $thing `url`, and `title`, `kind`, `tags` and `lang` as texts where they are to be told.
	 * @return string
	 */
	public static function page( array $thing ) {
		$asked = array();
		foreach ( array( 'url', 'title', 'kind', 'tags', 'lang' ) as $name ) {
			if ( isset( $thing[ $name ] ) && '' !== $thing[ $name ] ) {
				// As browsers and the SDK write a query.
				$asked[] = $name . '=' . str_replace( '%2A', '*', urlencode( $thing[ $name ] ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.urlencode_urlencode
			}
		}
		return Settings::instance() . '/flattr?' . implode( '&', $asked );
	}

	/**
	 * All that the button needs, each argument in its form; null where there is none.
	 *
	 * @param array $args As they were given.
	 * @return array{url: string, title: string, kind: string, tags: string, lang: string, variant: string, count: bool, label: string, inert: bool, plain: bool}|null
	 */
	private static function arguments( array $args ) {
		if ( '' === Settings::instance() ) {
			return null;
		}
		$settings = Settings::all();
		$defaults = array(
			'url'     => '',
			'title'   => '',
			'kind'    => '',
			'tags'    => '',
			'lang'    => '',
			'variant' => $settings['variant'],
			'count'   => $settings['count'],
			'label'   => $settings['label'],
			'inert'   => false,
			'plain'   => false,
		);
		$given    = array_merge( $defaults, array_filter( $args, array( __CLASS__, 'is_given' ) ) );
		/**
		 * Filters the arguments of a button before they are brought into form and escaped.
		 *
		 * @param array $given `url`, `title`, `kind`, `tags`, `lang`, `variant`, `count`, `label`, `inert`, `plain`.
		 */
		$filtered = apply_filters( 'flattr_button_args', $given );
		$given    = array_merge( $given, is_array( $filtered ) ? $filtered : array() );
		$label    = Thing_Words::line( $given['label'], 100 );
		$url      = Thing_Words::address( $given['url'] );
		return '' === $url ? null : array(
			'url'     => $url,
			'title'   => Thing_Words::line( $given['title'] ),
			'kind'    => Thing_Words::kind( $given['kind'] ),
			'tags'    => implode( ',', Thing_Words::tags( $given['tags'] ) ),
			'lang'    => Thing_Words::language( $given['lang'] ),
			'variant' => in_array( $given['variant'], Settings::VARIANTS, true ) ? $given['variant'] : $defaults['variant'],
			'count'   => (bool) $given['count'],
			'label'   => '' === $label ? __( 'Flattr this', 'flattr' ) : $label,
			'inert'   => (bool) $given['inert'],
			'plain'   => (bool) $given['plain'],
		);
	}

	/**
	 * Whether an argument says anything.
	 *
	 * @param mixed $value The argument.
	 * @return bool
	 */
	private static function is_given( $value ) {
		return null !== $value && '' !== $value;
	}

	/**
	 * Whether a feed or an excerpt is being made, in which no button belongs.
	 *
	 * @return bool
	 */
	private static function is_out_of_place() {
		return is_feed() || doing_filter( 'get_the_excerpt' ) || doing_filter( 'the_excerpt' );
	}

	/**
	 * Any text as it stands in HTML, where no filter of posts finds a shortcode in it.
	 *
	 * @param string $text The text.
	 * @return string
	 */
	private static function escape( $text ) {
		return str_replace( array( '[', ']' ), array( '&#91;', '&#93;' ), htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8' ) );
	}
}
