<?php
/**
 * What the site's owner chose.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The option `flattr_settings`, read with its defaults and brought into form before it is kept.
 */
final class Settings {

	const OPTION = 'flattr_settings';

	const PLACEMENTS = array( 'none', 'before', 'after', 'both' );

	const VARIANTS = array( 'solid', 'quiet', 'compact' );

	/**
	 * How many characters the button's own words may have.
	 */
	const LABEL_MAX = 40;

	/**
	 * Says to WordPress what the option holds and what brings it into form, wherever it is written from.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'register' ) );
	}

	/**
	 * Registers the option. It is registered on every request, since what is written by a program is to be in form, too.
	 */
	public function register() {
		register_setting(
			'flattr',
			self::OPTION,
			array(
				'type'              => 'object',
				'description'       => __( 'Where Flattr is, and where its button stands.', 'flattr' ),
				'sanitize_callback' => array( self::class, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
	}

	/**
	 * What holds where nothing was chosen.
	 *
	 * @return array{instance: string, post_types: string[], placement: string, variant: string, count: bool, label: string, head_links: bool, feed_links: bool}
	 */
	public static function defaults() {
		return array(
			'instance'   => '',
			'post_types' => array( 'post' ),
			'placement'  => 'after',
			'variant'    => 'solid',
			'count'      => false,
			'label'      => '',
			'head_links' => true,
			'feed_links' => true,
		);
	}

	/**
	 * The settings that hold. Where this site names no instance, the network's holds.
	 *
	 * @return array{instance: string, post_types: string[], placement: string, variant: string, count: bool, label: string, head_links: bool, feed_links: bool}
	 */
	public static function all() {
		$all = array_merge( self::defaults(), self::kept() );
		if ( '' === $all['instance'] ) {
			$all['instance'] = Network::instance();
		}
		return $all;
	}

	/**
	 * The origin of the instance, such as `https://flattr.example`, or an empty text before one is named.
	 *
	 * @return string
	 */
	public static function instance() {
		return self::all()['instance'];
	}

	/**
	 * What this site itself chose, as far as it is of the right kind.
	 *
	 * @return array<string, mixed>
	 */
	public static function kept() {
		$kept = get_option( self::OPTION, array() );
		if ( ! is_array( $kept ) ) {
			return array();
		}
		return array_filter(
			array_intersect_key( $kept, self::defaults() ),
			static function ( $value, $name ) {
				return gettype( $value ) === gettype( self::defaults()[ $name ] );
			},
			ARRAY_FILTER_USE_BOTH
		);
	}

	/**
	 * Brings what somebody sent into the form that is kept. What the sent part of the page does not name stays as it was, except
	 * that a browser does not send a box that is not ticked. What cannot be taken is told, and the old value stays.
	 *
	 * @param mixed $sent What was sent: the whole, or a part of the page, which `part` names.
	 * @return array<string, mixed>
	 */
	public static function sanitize( $sent ) {
		$kept = array_merge( self::defaults(), self::kept() );
		if ( ! is_array( $sent ) ) {
			return $kept;
		}
		if ( isset( $sent['part'] ) && 'choices' === $sent['part'] ) {
			$sent = array_merge(
				array(
					'post_types' => array(),
					'count'      => false,
					'head_links' => false,
					'feed_links' => false,
				),
				$sent
			);
		}
		foreach ( array_intersect_key( $sent, $kept ) as $name => $value ) {
			$kept[ $name ] = self::taken( $name, $value, $kept[ $name ] );
		}
		return $kept;
	}

	/**
	 * One setting, in form.
	 *
	 * @param string $name  Which.
	 * @param mixed  $value What was sent.
	 * @param mixed  $old   What holds so far.
	 * @return mixed
	 */
	private static function taken( $name, $value, $old ) {
		switch ( $name ) {
			case 'instance':
				return self::taken_instance( $value, $old );
			case 'post_types':
				return array_values( array_intersect( array_keys( self::post_types() ), array_filter( (array) $value, 'is_string' ) ) );
			case 'placement':
				return in_array( $value, self::PLACEMENTS, true ) ? $value : $old;
			case 'variant':
				return in_array( $value, self::VARIANTS, true ) ? $value : $old;
			case 'label':
				return is_string( $value ) ? self::label_of( $value ) : $old;
			default:
				return is_scalar( $value ) && (bool) $value;
		}
	}

	/**
	 * The instance that was named, or the old one, with an error that the page shows.
	 *
	 * @param mixed  $value What was sent.
	 * @param string $old   What holds so far.
	 * @return string
	 */
	private static function taken_instance( $value, $old ) {
		$origin = Instance_Address::origin_of( $value );
		if ( ! is_wp_error( $origin ) ) {
			return $origin;
		}
		// An option is also written where there is no page to tell it on.
		if ( function_exists( 'add_settings_error' ) ) {
			add_settings_error( self::OPTION, $origin->get_error_code(), esc_html( $origin->get_error_message() ) );
		}
		return $old;
	}

	/**
	 * The button's own words: one line of plain text.
	 *
	 * @param string $text What was written.
	 * @return string
	 */
	private static function label_of( $text ) {
		return mb_substr( sanitize_text_field( $text ), 0, self::LABEL_MAX );
	}

	/**
	 * The types of posts that people can read at an address of their own, by their names.
	 *
	 * @return array<string, \WP_Post_Type>
	 */
	public static function post_types() {
		$types = get_post_types( array( 'public' => true ), 'objects' );
		unset( $types['attachment'] );
		return $types;
	}
}
