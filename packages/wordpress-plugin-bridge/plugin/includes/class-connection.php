<?php
/**
 * The site's connection to an instance.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Client;
use Flattr\Client\Failure;

defined( 'ABSPATH' ) || exit;

/**
 * The option `flattr_connection`: the tokens with which this site acts for one user, at one instance. They leave this class only
 * towards that instance, and are never shown again.
 */
final class Connection {

	const OPTION = 'flattr_connection';

	const LOCK = 'flattr_refresh_lock';

	/**
	 * How many seconds before its end a token is renewed: what is asked with it may take a while.
	 */
	const RENEWED_BEFORE = 90;

	/**
	 * Whether this site acts for somebody at the instance that is named now.
	 *
	 * @return bool
	 */
	public static function is_connected() {
		$kept = self::kept();
		return '' !== $kept['access_token'] && ! $kept['ended'] && Settings::instance() === $kept['instance'];
	}

	/**
	 * Whether there was a connection to the instance that is named now, which the instance has ended.
	 *
	 * @return bool
	 */
	public static function has_ended() {
		$kept = self::kept();
		return $kept['ended'] && Settings::instance() === $kept['instance'];
	}

	/**
	 * A client that asks for whom the site is connected, with a token that is fresh; null where there is none, or none can be had
	 * right now.
	 *
	 * @param array<string, mixed> $options What differs from the client's defaults, such as `timeout` and `retries`.
	 * @return Client|null
	 */
	public static function client( array $options = array() ) {
		$token = self::is_connected() ? self::fresh_token() : '';
		return '' === $token ? null : self::client_with( Settings::instance(), $token, $options );
	}

	/**
	 * The handle of whom the site is connected for, or an empty text.
	 *
	 * @return string
	 */
	public static function handle() {
		return self::is_connected() ? self::kept()['handle'] : '';
	}

	/**
	 * Whether the connection may do something.
	 *
	 * @param string $scope Such as `claims:write`.
	 * @return bool
	 */
	public static function may( $scope ) {
		return self::is_connected() && in_array( $scope, explode( ' ', self::kept()['scope'] ), true );
	}

	/**
	 * Which of the scopes that the plugin uses the connection lacks.
	 *
	 * @return string[]
	 */
	public static function missing_scopes() {
		$used = array_diff( explode( ' ', OAuth::SCOPE ), array( 'offline_access' ) );
		return array_values( array_diff( $used, explode( ' ', self::kept()['scope'] ) ) );
	}

	/**
	 * Keeps what an authorization gave, once the instance has said for whom it is.
	 *
	 * @param array<string, mixed> $given What `OAuth_Request::finish()` gave.
	 * @return true|\WP_Error
	 */
	public static function begin( array $given ) {
		try {
			$user = self::client_with( $given['instance'], $given['access_token'], array() )->creator()['viewer']['user'] ?? null;
		} catch ( Failure $failure ) {
			OAuth::revoke( $given );
			/* translators: %s: what the instance says. */
			return new \WP_Error( 'flattr_no_viewer', sprintf( __( 'Nothing was connected, since the instance did not say who you are: %s', 'flattr' ), $failure->getMessage() ) );
		}
		return self::keep_for( $given, $user );
	}

	/**
	 * Keeps a personal access token, once it was tried.
	 *
	 * @param string $token What somebody pasted.
	 * @return true|\WP_Error
	 */
	public static function begin_with_token( $token ) {
		$instance = Settings::instance();
		if ( 1 !== preg_match( '/^flt_pat_[A-Za-z0-9_-]{1,500}$/D', $token ) ) {
			return new \WP_Error( 'flattr_token', __( 'This is no token of Flattr. It begins with flt_pat_ and stands on the page where it was made, once.', 'flattr' ) );
		}
		try {
			$client = self::client_with( $instance, $token, array() );
			$user   = $client->creator()['viewer']['user'] ?? null;
			$scope  = implode( ' ', array_keys( array_filter( Token_Scopes::tried( $client ) ) ) );
		} catch ( Failure $failure ) {
			if ( 'UNAUTHENTICATED' === $failure->code_name ) {
				return new \WP_Error( 'flattr_token', __( 'The instance does not know this token, or it was revoked. Make a new one.', 'flattr' ) );
			}
			/* translators: %s: what the instance says. */
			return new \WP_Error( 'flattr_token', sprintf( __( 'The token was not kept. The instance says: %s', 'flattr' ), $failure->getMessage() ) );
		}
		$given = array(
			'instance'     => $instance,
			'access_token' => $token,
			'scope'        => $scope,
		);
		return self::keep_for( $given, $user );
	}

	/**
	 * Ends the connection: at the instance as far as it can be reached, here in any case.
	 *
	 * @return bool Whether the instance knows of it.
	 */
	public static function disconnect() {
		$kept = self::kept();
		delete_option( self::OPTION );
		do_action( 'flattr_disconnected' );
		if ( '' === $kept['revocation_endpoint'] || '' === $kept['access_token'] ) {
			return '' === $kept['access_token'];
		}
		if ( $kept['ended'] || ! OAuth::revoke( $kept ) ) {
			return $kept['ended'];
		}
		OAuth_Request::note_known( $kept['instance'] );
		return true;
	}

	/**
	 * Takes note that the instance did not accept a token. An app's may just have been renewed by another process, so the next
	 * who needs one asks for a new one; a pasted one is over.
	 *
	 * @param string $token Which.
	 */
	public static function note_refused( $token ) {
		$kept = self::kept_now();
		if ( $token !== $kept['access_token'] ) {
			return;
		}
		if ( '' === $kept['refresh_token'] ) {
			$kept['ended'] = true;
		} else {
			$kept['expires_at'] = 1;
		}
		update_option( self::OPTION, $kept, false );
	}

	/**
	 * What is kept, with nothing where nothing is.
	 *
	 * @return array{instance: string, access_token: string, refresh_token: string, expires_at: int, scope: string, client_id: string, token_endpoint: string, revocation_endpoint: string, handle: string, ended: bool}
	 */
	private static function kept() {
		$texts = array( 'instance', 'access_token', 'refresh_token', 'scope', 'client_id', 'token_endpoint', 'revocation_endpoint', 'handle' );
		$none  = array_fill_keys( $texts, '' ) + array(
			'expires_at' => 0,
			'ended'      => false,
		);
		$kept  = get_option( self::OPTION, array() );
		return array_merge( $none, is_array( $kept ) ? array_intersect_key( $kept, $none ) : array() );
	}

	/**
	 * What is kept in the table by now, whatever this process read before.
	 *
	 * @return array<string, mixed>
	 */
	private static function kept_now() {
		wp_cache_delete( self::OPTION, 'options' );
		return self::kept();
	}

	/**
	 * Keeps a connection, unless the instance did not say for whom it is.
	 *
	 * @param array<string, mixed>      $given Its tokens, and what belongs to them.
	 * @param array<string, mixed>|null $user  For whom.
	 * @return true|\WP_Error
	 */
	private static function keep_for( array $given, $user ) {
		if ( ! isset( $user['handle'] ) || ! is_string( $user['handle'] ) ) {
			return new \WP_Error( 'flattr_no_viewer', __( 'Nothing was connected, since the instance did not say who you are.', 'flattr' ) );
		}
		if ( '' !== self::kept()['access_token'] ) {
			self::disconnect();
		}
		$given['handle'] = $user['handle'];
		update_option( self::OPTION, $given, false );
		do_action( 'flattr_connected' );
		return true;
	}

	/**
	 * An access token that lasts for a while, or an empty text where none can be had right now. One process renews it, the others
	 * wait for it: a refresh token that is used twice ends the connection.
	 *
	 * @return string
	 */
	private static function fresh_token() {
		for ( $waited = 0; ; $waited++ ) {
			$kept = 0 === $waited ? self::kept() : self::kept_now();
			if ( $kept['ended'] || '' === $kept['refresh_token'] || $kept['expires_at'] > time() + self::RENEWED_BEFORE ) {
				return $kept['ended'] ? '' : $kept['access_token'];
			}
			$lock = Lock::take( 30, self::LOCK );
			if ( null !== $lock ) {
				$token = self::renewed_token();
				$lock->release();
				return $token;
			}
			if ( 50 === $waited ) {
				return '';
			}
			usleep( 200000 );
		}
	}

	/**
	 * Renews the tokens, which only one process does at a time.
	 *
	 * @return string The new access token, or an empty text.
	 */
	private static function renewed_token() {
		// Another process may have done it before this one got the lock.
		$kept = self::kept_now();
		if ( $kept['ended'] || $kept['expires_at'] > time() + self::RENEWED_BEFORE ) {
			return $kept['ended'] ? '' : $kept['access_token'];
		}
		$tokens = OAuth::tokens(
			$kept['token_endpoint'],
			array(
				'grant_type'    => 'refresh_token',
				'client_id'     => $kept['client_id'],
				'refresh_token' => $kept['refresh_token'],
			)
		);
		if ( is_wp_error( $tokens ) ) {
			if ( 'invalid_client' === $tokens->get_error_data() ) {
				OAuth_Request::forget_client( $kept['instance'] );
			}
			if ( in_array( $tokens->get_error_data(), array( 'invalid_grant', 'invalid_client' ), true ) ) {
				$kept['ended'] = true;
				update_option( self::OPTION, $kept, false );
			}
			return '';
		}
		$tokens = array_filter( $tokens );
		update_option( self::OPTION, array_merge( $kept, $tokens ), false );
		return $tokens['access_token'];
	}

	/**
	 * A client with a token of this site's.
	 *
	 * @param string               $instance The instance's origin.
	 * @param string               $token    The token.
	 * @param array<string, mixed> $options  What differs from the client's defaults.
	 * @return Client
	 */
	private static function client_with( $instance, $token, array $options ) {
		$ours = array(
			'token'      => $token,
			'language'   => str_replace( '_', '-', determine_locale() ),
			'user_agent' => 'flattr-wordpress/' . VERSION,
		);
		return new Client( "$instance/graphql", new Noting_Transport( new WordPress_Transport() ), array_merge( $ours, $options ) );
	}
}
