<?php
/**
 * Sends somebody to the instance to agree, and takes them back.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * One authorization from its start to its end. What is to come back is kept for ten minutes under the hash of a random state, with
 * who asked in which session; it works once, and for them alone.
 */
final class OAuth_Request {

	const KEY = 'flattr_oauth_';

	const CLIENTS = 'flattr_oauth_clients';

	/**
	 * After so many requests that nobody came back from, the instance may have forgotten this site: it is registered anew.
	 */
	const UNANSWERED_MAX = 2;

	/**
	 * An instance forgets an app that nobody uses, after a week.
	 */
	const KNOWN_FOR = 6 * DAY_IN_SECONDS;

	/**
	 * Starts it: where the browser has to go.
	 *
	 * @param string $instance The instance's origin.
	 * @return string|\WP_Error
	 */
	public static function start( $instance ) {
		if ( is_wp_error( Instance_Address::origin_of( self::redirect_uri() ) ) ) {
			return new \WP_Error( 'flattr_site_not_https', __( 'An instance sends people back by https only, and this site has none. Give it a certificate, or paste a token.', 'flattr' ) );
		}
		$server = OAuth::discover( $instance );
		if ( is_wp_error( $server ) ) {
			return $server;
		}
		$client_id = self::client_id( $server );
		if ( is_wp_error( $client_id ) ) {
			return $client_id;
		}
		$state    = OAuth::random();
		$verifier = OAuth::random();
		$kept     = array(
			'user'      => get_current_user_id(),
			'session'   => self::session(),
			'instance'  => $instance,
			'server'    => $server,
			'client_id' => $client_id,
			'verifier'  => $verifier,
			'until'     => time() + 10 * MINUTE_IN_SECONDS,
		);
		if ( ! set_transient( self::key( $state ), $kept, 10 * MINUTE_IN_SECONDS ) ) {
			return new \WP_Error( 'flattr_not_kept', __( 'WordPress could not keep what it needs for the way back. Try again.', 'flattr' ) );
		}
		$query = array(
			'response_type'         => 'code',
			'client_id'             => $client_id,
			'redirect_uri'          => self::redirect_uri(),
			'scope'                 => OAuth::SCOPE,
			'state'                 => $state,
			'code_challenge'        => OAuth::challenge( $verifier ),
			'code_challenge_method' => 'S256',
		);
		$where = $server['authorization_endpoint'];
		return $where . ( false === strpos( $where, '?' ) ? '?' : '&' ) . http_build_query( $query, '', '&', PHP_QUERY_RFC3986 );
	}

	/**
	 * Ends it: the tokens that the answer is worth. Whatever is forged, late, used before or somebody else's gives none, and asks
	 * nobody.
	 *
	 * @param array<string, mixed> $answer The query that the browser came back with, unslashed.
	 * @return array<string, mixed>|\WP_Error What a connection needs.
	 */
	public static function finish( array $answer ) {
		$kept = self::take( $answer['state'] ?? null );
		if ( null === $kept ) {
			return new \WP_Error( 'flattr_state', __( 'This is not the answer to a question that you asked here within the last ten minutes, so nothing was connected. Press Connect again.', 'flattr' ) );
		}
		if ( ( $answer['iss'] ?? null ) !== $kept['server']['issuer'] || Settings::instance() !== $kept['instance'] ) {
			return new \WP_Error( 'flattr_issuer', __( 'This answer does not come from the instance that was asked, so nothing was connected. Press Connect again.', 'flattr' ) );
		}
		self::note_known( $kept['instance'] );
		if ( isset( $answer['error'] ) ) {
			return self::refusal( $answer );
		}
		if ( ! isset( $answer['code'] ) || ! is_string( $answer['code'] ) || '' === $answer['code'] ) {
			return new \WP_Error( 'flattr_no_code', __( 'The instance sent you back without a code, so nothing was connected. Press Connect again.', 'flattr' ) );
		}
		$tokens = OAuth::tokens(
			$kept['server']['token_endpoint'],
			array(
				'grant_type'    => 'authorization_code',
				'client_id'     => $kept['client_id'],
				'code'          => $answer['code'],
				'redirect_uri'  => self::redirect_uri(),
				'code_verifier' => $kept['verifier'],
			)
		);
		if ( is_wp_error( $tokens ) ) {
			if ( 'invalid_client' === $tokens->get_error_data() ) {
				self::forget_client( $kept['instance'] );
			}
			return $tokens;
		}
		return array_merge(
			$tokens,
			array(
				'instance'            => $kept['instance'],
				'client_id'           => $kept['client_id'],
				'token_endpoint'      => $kept['server']['token_endpoint'],
				'revocation_endpoint' => $kept['server']['revocation_endpoint'],
				'scope'               => null === $tokens['scope'] ? OAuth::SCOPE : $tokens['scope'],
			)
		);
	}

	/**
	 * Where people come back to; the instance compares it letter by letter.
	 *
	 * @return string
	 */
	public static function redirect_uri() {
		return admin_url( 'options-general.php?page=flattr' );
	}

	/**
	 * Forgets under which id an instance knows this site.
	 *
	 * @param string $instance The instance's origin.
	 */
	public static function forget_client( $instance ) {
		$clients = self::clients();
		unset( $clients[ $instance ] );
		update_option( self::CLIENTS, $clients, false );
	}

	/**
	 * Takes what was kept under a state, so that nobody else can: of two that come with the same, one deletes it.
	 *
	 * @param mixed $state What came back.
	 * @return array<string, mixed>|null
	 */
	private static function take( $state ) {
		if ( ! is_string( $state ) || 1 !== preg_match( '/^[A-Za-z0-9_-]{43}$/D', $state ) ) {
			return null;
		}
		$key  = self::key( $state );
		$kept = get_transient( $key );
		if ( ! is_array( $kept ) || get_current_user_id() !== $kept['user'] || ! hash_equals( $kept['session'], self::session() ) ) {
			return null;
		}
		return delete_transient( $key ) && $kept['until'] >= time() && '' !== $kept['verifier'] ? $kept : null;
	}

	/**
	 * What the instance says when nobody agreed, in words.
	 *
	 * @param array<string, mixed> $answer The query.
	 * @return \WP_Error
	 */
	private static function refusal( array $answer ) {
		if ( 'access_denied' === $answer['error'] ) {
			return new \WP_Error( 'flattr_denied', __( 'You did not allow it, so nothing was connected.', 'flattr' ) );
		}
		$said = isset( $answer['error_description'] ) ? $answer['error_description'] : $answer['error'];
		/* translators: %s: what the instance says, in English. */
		return new \WP_Error( 'flattr_refused', sprintf( __( 'Nothing was connected. The instance refuses: %s', 'flattr' ), mb_substr( sanitize_text_field( is_string( $said ) ? $said : '' ), 0, 300 ) ) );
	}

	/**
	 * The id under which the instance knows this site, which it gets once.
	 *
	 * @param array<string, string> $server Where the instance has what.
	 * @return string|\WP_Error
	 */
	private static function client_id( array $server ) {
		$clients  = self::clients();
		$instance = $server['issuer'];
		$known    = $clients[ $instance ] ?? null;
		$is_known = is_array( $known ) && self::redirect_uri() === $known['redirect_uri'] && $known['unanswered'] < self::UNANSWERED_MAX && $known['until'] > time();
		$id       = $is_known ? $known['id'] : null;
		if ( null === $id ) {
			$id = OAuth::register( $server['registration_endpoint'], self::redirect_uri() );
			if ( is_wp_error( $id ) ) {
				return $id;
			}
			$known = array(
				'unanswered' => 0,
				'until'      => time() + self::KNOWN_FOR,
			);
		}
		$clients[ $instance ] = array(
			'id'           => $id,
			'redirect_uri' => self::redirect_uri(),
			'unanswered'   => $known['unanswered'] + 1,
			'until'        => $known['until'],
		);
		update_option( self::CLIENTS, $clients, false );
		return $id;
	}

	/**
	 * Notes that the instance still knows this site.
	 *
	 * @param string $instance The instance's origin.
	 */
	public static function note_known( $instance ) {
		$clients = self::clients();
		if ( isset( $clients[ $instance ] ) ) {
			$clients[ $instance ]['unanswered'] = 0;
			$clients[ $instance ]['until']      = time() + self::KNOWN_FOR;
			update_option( self::CLIENTS, $clients, false );
		}
	}

	/**
	 * By instance, how it knows this site.
	 *
	 * @return array<string, array{id: string, redirect_uri: string, unanswered: int, until: int}>
	 */
	private static function clients() {
		$clients = get_option( self::CLIENTS, array() );
		return is_array( $clients ) ? $clients : array();
	}

	/**
	 * Under which name a state is kept: who reads the table cannot send it.
	 *
	 * @param string $state The state.
	 * @return string
	 */
	private static function key( $state ) {
		return self::KEY . hash( 'sha256', $state );
	}

	/**
	 * What stands for this browser's session.
	 *
	 * @return string
	 */
	private static function session() {
		return hash( 'sha256', wp_get_session_token() );
	}
}
