<?php
/**
 * Asks the OAuth server of an instance.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * OAuth 2.1 as a public client: where things are (RFC 8414), the site's own registration (RFC 7591), tokens for codes (RFC 7636) and
 * for refresh tokens, and their end (RFC 7009). What it answers is sorted out here: an array of the right shape, or a `WP_Error`
 * whose code is `flattr_unreachable`, `flattr_unreadable` or `flattr_refused`, the last with the server's own code as its data.
 */
final class OAuth {

	const SCOPE = 'me:read things:write claims:write earnings:read offline_access';

	/**
	 * More than this is no answer of an OAuth server.
	 */
	const BYTES_MAX = 100000;

	/**
	 * Where the OAuth server of an instance has what.
	 *
	 * @param string $instance The instance's origin.
	 * @return array{issuer: string, authorization_endpoint: string, token_endpoint: string, registration_endpoint: string, revocation_endpoint: string}|\WP_Error
	 */
	public static function discover( $instance ) {
		$found = self::ask( 'GET', "$instance/.well-known/oauth-authorization-server", array() );
		if ( is_wp_error( $found ) ) {
			return 'flattr_refused' === $found->get_error_code() ? self::no_flattr( $instance ) : $found;
		}
		$issuer = isset( $found['issuer'] ) && is_string( $found['issuer'] ) ? $found['issuer'] : '';
		if ( $issuer !== $instance ) {
			$other = Instance_Address::origin_of( $issuer );
			/* translators: %s: another address. */
			return '' === $issuer || $other !== $issuer ? self::no_flattr( $instance ) : new \WP_Error( 'flattr_unreadable', sprintf( __( 'This instance calls itself %s. Name it by that address.', 'flattr' ), $issuer ) );
		}
		$server = array( 'issuer' => $issuer );
		foreach ( array( 'authorization_endpoint', 'token_endpoint', 'registration_endpoint', 'revocation_endpoint' ) as $name ) {
			if ( ! Instance_Address::is_on( $found[ $name ] ?? null, $instance ) ) {
				return new \WP_Error( 'flattr_unreadable', __( 'This instance cannot be connected from here, perhaps because it is older than this plugin. You can paste a token instead.', 'flattr' ) );
			}
			$server[ $name ] = $found[ $name ];
		}
		if ( ! in_array( 'S256', (array) ( $found['code_challenge_methods_supported'] ?? array() ), true ) ) {
			return self::no_flattr( $instance );
		}
		return $server;
	}

	/**
	 * Registers this site as an app of the instance.
	 *
	 * @param string $endpoint     Where.
	 * @param string $redirect_uri Where people come back to.
	 * @return string|\WP_Error The app's id.
	 */
	public static function register( $endpoint, $redirect_uri ) {
		$name  = trim( wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) );
		$about = array(
			'client_name'                => '' === $name ? (string) wp_parse_url( home_url(), PHP_URL_HOST ) : mb_substr( $name, 0, 60 ),
			'client_uri'                 => home_url( '/' ),
			'redirect_uris'              => array( $redirect_uri ),
			'token_endpoint_auth_method' => 'none',
			'grant_types'                => array( 'authorization_code', 'refresh_token' ),
			'response_types'             => array( 'code' ),
			'scope'                      => self::SCOPE,
		);
		$made  = self::ask(
			'POST',
			$endpoint,
			array(
				'headers' => array( 'Content-Type' => 'application/json' ),
				'body'    => wp_json_encode( $about, JSON_UNESCAPED_SLASHES ),
			)
		);
		if ( is_wp_error( $made ) ) {
			return $made;
		}
		return isset( $made['client_id'] ) && self::is_visible( $made['client_id'] ) ? $made['client_id'] : self::unreadable();
	}

	/**
	 * Asks for tokens.
	 *
	 * @param string                $endpoint Where.
	 * @param array<string, string> $form     What is sent: a code or a refresh token, and what belongs to it.
	 * @return array{access_token: string, refresh_token: string, expires_at: int, scope: string|null}|\WP_Error
	 */
	public static function tokens( $endpoint, array $form ) {
		$given = self::ask( 'POST', $endpoint, array( 'body' => $form ) );
		if ( is_wp_error( $given ) ) {
			return $given;
		}
		if ( ! self::is_visible( $given['access_token'] ?? null ) || 0 !== strcasecmp( 'bearer', (string) ( $given['token_type'] ?? '' ) ) ) {
			return self::unreadable();
		}
		$seconds = isset( $given['expires_in'] ) && is_int( $given['expires_in'] ) ? $given['expires_in'] : HOUR_IN_SECONDS;
		return array(
			'access_token'  => $given['access_token'],
			'refresh_token' => self::is_visible( $given['refresh_token'] ?? null ) ? $given['refresh_token'] : '',
			'expires_at'    => time() + max( 0, $seconds ),
			'scope'         => isset( $given['scope'] ) && is_string( $given['scope'] ) ? $given['scope'] : null,
		);
	}

	/**
	 * Ends an authorization: with its refresh token all its tokens end. An instance that cannot be reached does not keep anybody
	 * from disconnecting.
	 *
	 * @param array{revocation_endpoint: string, client_id: string, access_token: string, refresh_token: string} $given What it gave.
	 * @return bool Whether it is ended.
	 */
	public static function revoke( array $given ) {
		$form  = array(
			'client_id' => $given['client_id'],
			'token'     => '' === $given['refresh_token'] ? $given['access_token'] : $given['refresh_token'],
		);
		$ended = self::ask( 'POST', $given['revocation_endpoint'], array( 'body' => $form ) );
		return ! is_wp_error( $ended );
	}

	/**
	 * A secret of 32 random bytes, in the letters that OAuth takes.
	 *
	 * @return string
	 */
	public static function random() {
		return self::base64url( random_bytes( 32 ) );
	}

	/**
	 * What stands for a verifier until it is shown (RFC 7636, S256).
	 *
	 * @param string $verifier The verifier.
	 * @return string
	 */
	public static function challenge( $verifier ) {
		return self::base64url( hash( 'sha256', $verifier, true ) );
	}

	/**
	 * Bytes in the letters of addresses.
	 *
	 * @param string $bytes Bytes.
	 * @return string
	 */
	private static function base64url( $bytes ) {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- RFC 7636 asks for it.
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}

	/**
	 * Sends one request and reads the JSON of its answer. No redirect is followed: a code or a token goes where it belongs, or
	 * nowhere.
	 *
	 * @param string               $method  GET or POST.
	 * @param string               $url     Where.
	 * @param array<string, mixed> $options What is sent.
	 * @return array<string, mixed>|\WP_Error
	 */
	private static function ask( $method, $url, array $options ) {
		$headers  = array_merge( array( 'Accept' => 'application/json' ), $options['headers'] ?? array() );
		$answered = wp_remote_request(
			$url,
			array_merge(
				$options,
				array(
					'method'              => $method,
					'headers'             => $headers,
					'timeout'             => 10,
					'redirection'         => 0,
					'limit_response_size' => self::BYTES_MAX,
				)
			)
		);
		if ( is_wp_error( $answered ) ) {
			/* translators: %s: why, in English, as the web server's own tools say it. */
			return new \WP_Error( 'flattr_unreachable', sprintf( __( 'The instance cannot be reached: %s', 'flattr' ), $answered->get_error_message() ) );
		}
		$status = (int) wp_remote_retrieve_response_code( $answered );
		$body   = wp_remote_retrieve_body( $answered );
		$read   = json_decode( $body, true );
		if ( $status >= 200 && $status < 300 ) {
			return is_array( $read ) ? $read : ( '' === $body ? array() : self::unreadable() );
		}
		if ( $status >= 500 || 429 === $status ) {
			/* translators: %d: an HTTP status, such as 503. */
			return new \WP_Error( 'flattr_unreachable', sprintf( __( 'The instance cannot answer right now (status %d). Try again in some minutes.', 'flattr' ), $status ) );
		}
		$code = is_array( $read ) && isset( $read['error'] ) && is_string( $read['error'] ) ? $read['error'] : "status $status";
		$said = is_array( $read ) && isset( $read['error_description'] ) && is_string( $read['error_description'] ) ? $read['error_description'] : $code;
		/* translators: %s: what the instance says, in English. */
		return new \WP_Error( 'flattr_refused', sprintf( __( 'The instance refuses: %s', 'flattr' ), mb_substr( $said, 0, 300 ) ), $code );
	}

	/**
	 * Whether something is a text that a header can carry.
	 *
	 * @param mixed $text Anything.
	 * @return bool
	 */
	private static function is_visible( $text ) {
		return is_string( $text ) && 1 === preg_match( '/^[\x21-\x7e]{1,2048}$/D', $text );
	}

	/**
	 * The error of an address where no instance is.
	 *
	 * @param string $instance The address.
	 * @return \WP_Error
	 */
	private static function no_flattr( $instance ) {
		/* translators: %s: an address. */
		return new \WP_Error( 'flattr_unreadable', sprintf( __( 'There is no Flattr instance at %s.', 'flattr' ), $instance ) );
	}

	/**
	 * The error of an answer that makes no sense.
	 *
	 * @return \WP_Error
	 */
	private static function unreadable() {
		return new \WP_Error( 'flattr_unreadable', __( 'The answer of the instance cannot be understood.', 'flattr' ) );
	}
}
