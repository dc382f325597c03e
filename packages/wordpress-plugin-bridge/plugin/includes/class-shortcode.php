<?php
/**
 * The shortcode.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * `[flattr]`: a button for the post it stands in, or for what its attributes name. It understands what the old plugin did, too.
 */
final class Shortcode {

	const TAG = 'flattr';

	/** Other names of an attribute, those of the old plugin and of 2010 among them. Whom they name as creator is not read. */
	const NAMES = array(
		'url'     => array( 'url' ),
		'title'   => array( 'title', 'tle' ),
		'kind'    => array( 'kind', 'category', 'cat' ),
		'tags'    => array( 'tags', 'tag' ),
		'lang'    => array( 'lang', 'language', 'lng' ),
		'variant' => array( 'variant' ),
		'count'   => array( 'count' ),
		'label'   => array( 'label' ),
		'type'    => array( 'type' ),
		'compact' => array( 'compact' ),
		'button'  => array( 'button', 'btn' ),
		'hidden'  => array( 'hidden', 'hide' ),
	);

	/**
	 * Makes the shortcode known.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'register' ) );
	}

	/**
	 * Takes the shortcode, from whoever had it.
	 */
	public function register() {
		add_shortcode( self::TAG, array( __CLASS__, 'render' ) );
	}

	/**
	 * What stands in the shortcode's place.
	 *
	 * @param array<int|string, string>|string $attributes Any attributes: `url`, `title`, `kind`, `tags`, `lang`, `variant`, `count`,
	 *                                                     `label`; `type` as the old plugin had it: `js`, `compact`, `image`, `text`
	 *                                                     or `url`, which is the bare address.
	 * @return string
	 */
	public static function render( $attributes ) {
		$said = self::read( is_array( $attributes ) ? $attributes : array() );
		$args = self::subject( $said );
		if ( null === $args ) {
			return '';
		}
		foreach ( array( 'variant', 'label' ) as $name ) {
			if ( isset( $said[ $name ] ) ) {
				$args[ $name ] = $said[ $name ];
			}
		}
		if ( isset( $said['count'] ) ) {
			$args['count'] = Thing_Words::flag( $said['count'] );
		}
		return self::as_type( $args, isset( $said['type'] ) ? strtolower( $said['type'] ) : '', self::is_compact( $said ) );
	}

	/**
	 * What is flattred: the post around, with what the attributes say otherwise, or the address that they name.
	 *
	 * @param array<string, string> $said The attributes.
	 * @return array<string, mixed>|null
	 */
	private static function subject( array $said ) {
		$hidden = isset( $said['hidden'] ) && Thing_Words::flag( $said['hidden'] );
		if ( isset( $said['url'] ) ) {
			$args = array( 'url' => $said['url'] );
		} else {
			$post = get_post();
			$args = $post ? Button::of_post( $post ) : Button::of_site();
		}
		if ( null === $args || $hidden ) {
			return null === $args ? null : array_intersect_key( $args, array_flip( array( 'url', 'inert' ) ) );
		}
		return array_merge( $args, array_intersect_key( $said, array_flip( array( 'title', 'kind', 'tags', 'lang' ) ) ) );
	}

	/**
	 * The button in the form that an old shortcode names, else the whole one.
	 *
	 * @param array<string, mixed> $args    The button's arguments.
	 * @param string               $type    The old name of its form.
	 * @param bool                 $compact Whether it is to be the small one.
	 * @return string
	 */
	private static function as_type( array $args, $type, $compact ) {
		if ( 'url' === $type || 'autosubmiturl' === $type ) {
			return esc_url( Button::address( $args ) );
		}
		if ( 'text' === $type ) {
			return Button::render( array( 'plain' => true ) + $args );
		}
		return Button::render( $compact || 'image' === $type ? array( 'variant' => 'compact' ) + $args : $args );
	}

	/**
	 * Whether one of the ways to ask for the small button was taken.
	 *
	 * @param array<string, string> $said The attributes.
	 * @return bool
	 */
	private static function is_compact( array $said ) {
		$asked = isset( $said['compact'] ) && Thing_Words::flag( $said['compact'] );
		foreach ( array( 'type', 'button' ) as $name ) {
			$asked = $asked || ( isset( $said[ $name ] ) && 'compact' === strtolower( $said[ $name ] ) );
		}
		return $asked;
	}

	/**
	 * The attributes by the name that each has here; those that say nothing are left out.
	 *
	 * @param array<int|string, mixed> $attributes As they were written.
	 * @return array<string, string>
	 */
	private static function read( array $attributes ) {
		$said = array();
		foreach ( self::NAMES as $name => $spellings ) {
			foreach ( $spellings as $spelling ) {
				$value = isset( $attributes[ $spelling ] ) ? $attributes[ $spelling ] : '';
				$value = is_string( $value ) ? self::meant( $name, $value ) : '';
				if ( '' !== $value && ! isset( $said[ $name ] ) ) {
					$said[ $name ] = $value;
				}
			}
		}
		return $said;
	}

	/**
	 * A value as it was meant: editors write an address's `&` as an entity, and put typographic quotes around it, which WordPress takes
	 * for a part of it.
	 *
	 * @param string $name  The attribute.
	 * @param string $value As it was written.
	 * @return string
	 */
	private static function meant( $name, $value ) {
		$value = trim( html_entity_decode( $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
		if ( in_array( $name, array( 'title', 'label', 'tags' ), true ) ) {
			return $value;
		}
		$bare = preg_replace( '/^[\s“”„«»″]+|[\s“”„«»″]+$/u', '', $value );
		return is_string( $bare ) ? $bare : '';
	}
}
