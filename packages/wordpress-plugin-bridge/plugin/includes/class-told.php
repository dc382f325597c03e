<?php
/**
 * What the instance has been told of a post.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The post meta that the sender writes: the address as registered, the thing's id, a fingerprint of what was told last, and the
 * sentence with which it was refused.
 */
final class Told {

	const URL         = '_flattr_url';
	const THING       = '_flattr_thing';
	const FINGERPRINT = '_flattr_told';
	const TROUBLE     = '_flattr_trouble';

	/**
	 * The address under which the instance knows the post, or an empty text.
	 *
	 * @param int $post_id The post.
	 * @return string
	 */
	public static function url( $post_id ) {
		return (string) get_post_meta( $post_id, self::URL, true );
	}

	/**
	 * The sentence with which it was refused, or an empty text.
	 *
	 * @param int $post_id The post.
	 * @return string
	 */
	public static function trouble( $post_id ) {
		return (string) get_post_meta( $post_id, self::TROUBLE, true );
	}

	/**
	 * Whether the instance has it and shows it.
	 *
	 * @param int $post_id The post.
	 * @return bool
	 */
	public static function is_listed( $post_id ) {
		return '' !== self::url( $post_id ) && '' !== (string) get_post_meta( $post_id, self::FINGERPRINT, true );
	}

	/**
	 * Whether the instance was told exactly this, and either took or refused it.
	 *
	 * @param int                  $post_id The post.
	 * @param array<string, mixed> $thing   What would be told.
	 * @return bool
	 */
	public static function is_told( $post_id, $thing ) {
		return self::fingerprint( $thing ) === get_post_meta( $post_id, self::FINGERPRINT, true );
	}

	/**
	 * What is told, as one short text. The address has its own place, since a move tells it; another instance has been told nothing.
	 *
	 * @param array<string, mixed> $thing What is told.
	 * @return string
	 */
	private static function fingerprint( $thing ) {
		unset( $thing['url'] );
		ksort( $thing );
		return hash( 'sha256', Settings::instance() . wp_json_encode( $thing ) );
	}

	/**
	 * Keeps that the instance took it.
	 *
	 * @param int                  $post_id The post.
	 * @param array<string, mixed> $thing   What was told.
	 * @param string               $uuid    The thing's id.
	 */
	public static function registered( $post_id, $thing, $uuid ) {
		self::keep( $post_id, self::URL, $thing['url'] );
		self::keep( $post_id, self::THING, $uuid );
		self::keep( $post_id, self::FINGERPRINT, self::fingerprint( $thing ) );
		delete_post_meta( $post_id, self::TROUBLE );
	}

	/**
	 * Keeps that it has moved.
	 *
	 * @param int    $post_id The post.
	 * @param string $url     Its new address.
	 * @param string $uuid    The thing's id.
	 */
	public static function moved( $post_id, $url, $uuid ) {
		self::keep( $post_id, self::URL, $url );
		self::keep( $post_id, self::THING, $uuid );
		delete_post_meta( $post_id, self::TROUBLE );
	}

	/**
	 * Keeps why it was refused, and what: the same is not told again until somebody asks for it.
	 *
	 * @param int                       $post_id The post.
	 * @param string                    $why     The sentence.
	 * @param array<string, mixed>|null $thing   What was told, if it was a registration.
	 */
	public static function refused( $post_id, $why, $thing = null ) {
		self::keep( $post_id, self::TROUBLE, $why );
		if ( null !== $thing ) {
			self::keep( $post_id, self::FINGERPRINT, self::fingerprint( $thing ) );
		}
	}

	/**
	 * Has what was refused told again.
	 *
	 * @param int $post_id The post.
	 */
	public static function retry( $post_id ) {
		if ( '' !== self::trouble( $post_id ) ) {
			self::unpublished( $post_id );
		}
	}

	/**
	 * Keeps that the instance no longer shows it. The address stays known, so that the post finds its thing again.
	 *
	 * @param int $post_id The post.
	 */
	public static function unpublished( $post_id ) {
		delete_post_meta( $post_id, self::FINGERPRINT );
		delete_post_meta( $post_id, self::TROUBLE );
	}

	/**
	 * Keeps that the instance knows nothing of the post.
	 *
	 * @param int $post_id The post.
	 */
	public static function unknown( $post_id ) {
		self::unpublished( $post_id );
		delete_post_meta( $post_id, self::URL );
		delete_post_meta( $post_id, self::THING );
	}

	/**
	 * Whether another post than this has been told under an address.
	 *
	 * @param string $url     The address.
	 * @param int    $post_id This post.
	 * @return bool
	 */
	public static function belongs_to_another( $url, $post_id ) {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- Asked seldom, and another process may just have written it.
		return (bool) $wpdb->get_var(
			$wpdb->prepare(
				'SELECT u.post_id FROM %i u JOIN %i f ON f.post_id = u.post_id AND f.meta_key = %s
				WHERE u.meta_key = %s AND u.meta_value = %s AND u.post_id <> %d LIMIT 1',
				$wpdb->postmeta,
				$wpdb->postmeta,
				self::FINGERPRINT,
				self::URL,
				$url,
				$post_id
			)
		);
	}

	/**
	 * Writes one of them; slashes are taken off on the way in.
	 *
	 * @param int    $post_id The post.
	 * @param string $key     Which.
	 * @param string $value   What.
	 */
	private static function keep( $post_id, $key, $value ) {
		update_post_meta( $post_id, $key, wp_slash( $value ) );
	}
}
