<?php
/**
 * Reads the address of an instance as people write it.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The one place that decides which address may be an instance's.
 */
final class Instance_Address {

	/**
	 * The origin that an address names, such as `https://flattr.example`: https, or http on this machine for development. An empty
	 * address is an empty origin. Any page of an instance names it.
	 *
	 * @param mixed $text What somebody wrote.
	 * @return string|\WP_Error
	 */
	public static function origin_of( $text ) {
		if ( ! is_string( $text ) || strlen( $text ) > 2048 ) {
			return self::malformed();
		}
		$text = trim( $text );
		if ( '' === $text ) {
			return '';
		}
		// Neither is part of any address, and parsers disagree about what they mean.
		if ( preg_match( '/[\x00-\x20\x7f\\\\]/', $text ) ) {
			return self::malformed();
		}
		$parts = wp_parse_url( preg_match( '#^[a-z][a-z0-9+.-]*://#i', $text ) ? $text : "https://$text" );
		if ( ! is_array( $parts ) || empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			return self::malformed();
		}
		$scheme = strtolower( $parts['scheme'] );
		$host   = self::host_of( $parts['host'] );
		if ( null === $host || ! in_array( $scheme, array( 'http', 'https' ), true ) ) {
			return self::malformed();
		}
		if ( 'http' === $scheme && ! self::is_this_machine( $host ) ) {
			return new \WP_Error( 'flattr_not_https', __( 'Flattr is only asked by https. Write the address of the instance with https://.', 'flattr' ) );
		}
		$port    = isset( $parts['port'] ) ? (int) $parts['port'] : 0;
		$default = 'https' === $scheme ? 443 : 80;
		return "$scheme://$host" . ( 0 === $port || $default === $port ? '' : ":$port" );
	}

	/**
	 * Whether an address lies on an instance: what an instance says about itself leads nowhere else.
	 *
	 * @param mixed  $url      The address.
	 * @param string $instance The instance's origin.
	 * @return bool
	 */
	public static function is_on( $url, $instance ) {
		return is_string( $url ) && '' !== $instance && 0 === strpos( $url, "$instance/" ) && ! preg_match( '/[\x00-\x20\x7f\\\\]/', $url );
	}

	/**
	 * A host in ASCII and small letters, or null if it is none.
	 *
	 * @param string $host As it was written.
	 * @return string|null
	 */
	private static function host_of( $host ) {
		if ( preg_match( '/[^\x00-\x7f]/', $host ) ) {
			try {
				$host = \WpOrg\Requests\IdnaEncoder::encode( $host );
			} catch ( \WpOrg\Requests\Exception $trouble ) {
				return null;
			}
		}
		$host = strtolower( $host );
		if ( '[' === $host[0] ) {
			return filter_var( trim( $host, '[]' ), FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 ) ? $host : null;
		}
		$name = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
		return strlen( $host ) <= 253 && preg_match( "/^$name(\\.$name)*$/D", $host ) ? $host : null;
	}

	/**
	 * Whether a host is this machine and no other.
	 *
	 * @param string $host In small letters.
	 * @return bool
	 */
	private static function is_this_machine( $host ) {
		return in_array( $host, array( 'localhost', '[::1]' ), true ) || (bool) preg_match( '/^127(\.\d{1,3}){3}$/', $host );
	}

	/**
	 * The error of an address that is none.
	 *
	 * @return \WP_Error
	 */
	private static function malformed() {
		return new \WP_Error( 'flattr_malformed', __( 'This is no address of a Flattr instance. It looks like https://flattr.example.', 'flattr' ) );
	}
}
