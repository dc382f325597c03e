<?php
/**
 * Proves by itself whose the site is.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Failure;

defined( 'ABSPATH' ) || exit;

/**
 * The claim of whom the site is connected for: started at the instance, proven by answering its challenge, looked after daily until it
 * stands, and started anew where the site has moved. It is kept in the option `flattr_claim`.
 */
final class Handshake {

	const OPTION = 'flattr_claim';

	const EVENT = 'flattr_look_after_claim';

	/**
	 * How many seconds the page waits for the instance, which asks this site back meanwhile.
	 */
	const PATIENCE = 8;

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'rest_api_init', array( $this, 'register_route' ) );
		add_action( self::EVENT, array( self::class, 'look_after' ) );
		add_action( 'flattr_connected', array( self::class, 'begin' ) );
		add_action( 'flattr_disconnected', array( self::class, 'forget' ) );
		add_action( 'update_option_home', array( self::class, 'soon' ), 10, 0 );
	}

	/**
	 * Makes the route where the instance asks.
	 */
	public function register_route() {
		register_rest_route(
			'flattr/v1',
			'/verify',
			array(
				'methods'             => 'GET',
				'callback'            => array( self::class, 'answer' ),
				// The instance asks without being anybody here. What it is told proves the claim of whoever connected the site, to
				// this one challenge, and says nothing else.
				'permission_callback' => '__return_true',
				'args'                => array(
					'challenge' => array(
						'type'     => 'string',
						'required' => true,
						'pattern'  => '^[0-9a-f]{64}$',
					),
				),
			)
		);
	}

	/**
	 * Answers a challenge.
	 *
	 * @param \WP_REST_Request $request Its `challenge`.
	 * @return \WP_REST_Response|\WP_Error
	 */
	public static function answer( \WP_REST_Request $request ) {
		$claim = self::kept();
		if ( '' === $claim['nonce'] ) {
			return new \WP_Error( 'flattr_no_claim', __( 'This site claims nothing.', 'flattr' ), array( 'status' => 404 ) );
		}
		$proof    = hash_hmac( 'sha256', "flattr-handshake\n{$claim['site']}\n{$request['challenge']}", $claim['nonce'] );
		$response = new \WP_REST_Response(
			array(
				'answers' => array(
					array(
						'site'  => $claim['site'],
						'proof' => $proof,
					),
				),
			)
		);
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/**
	 * Begins: starts the claim and has it looked at, now and, if that is not enough, daily.
	 */
	public static function begin() {
		self::forget();
		if ( ! Connection::may( 'claims:write' ) ) {
			return;
		}
		self::stay_scheduled();
		self::look_after();
		$claim = self::kept();
		if ( '' !== $claim['trouble'] || in_array( $claim['state'], array( '', 'OPEN' ), true ) ) {
			self::soon();
		}
	}

	/**
	 * Has it looked after daily, also where what was scheduled got lost.
	 */
	public static function stay_scheduled() {
		if ( Connection::may( 'claims:write' ) && ! wp_next_scheduled( self::EVENT ) ) {
			wp_schedule_event( time() + 5 * MINUTE_IN_SECONDS, 'daily', self::EVENT );
		}
	}

	/**
	 * Forgets the claim; at the instance it stays, with its history.
	 */
	public static function forget() {
		delete_option( self::OPTION );
		wp_clear_scheduled_hook( self::EVENT );
		wp_clear_scheduled_hook( self::EVENT, array( 'once' ) );
	}

	/**
	 * Has it looked after in the background, as soon as that is possible.
	 */
	public static function soon() {
		if ( Connection::may( 'claims:write' ) ) {
			// It looks at most once in ten seconds.
			wp_schedule_single_event( time() + 15, self::EVENT, array( 'once' ) );
		}
	}

	/**
	 * Does what is to be done: starts the claim where the site has none at this address, and has it looked at unless it stands.
	 *
	 * @param mixed $how Whether it is asked for by hand (`now`), which looks at a claim that stands, too.
	 */
	public static function look_after( $how = 'daily' ) {
		if ( ! Connection::may( 'claims:write' ) ) {
			return;
		}
		$claim = self::kept();
		if ( home_url( '/' ) !== $claim['home'] ) {
			$claim = self::start();
		}
		if ( '' !== $claim['id'] && ( 'STANDING' !== $claim['state'] || 'now' === $how ) ) {
			self::check( $claim );
		}
	}

	/**
	 * How the claim stands.
	 *
	 * @return array{home: string, id: string, site: string, nonce: string, state: string, waits_until: string, checked_at: int, trouble: string, found: string}
	 */
	public static function kept() {
		$none = array(
			'home'        => '',
			'id'          => '',
			'site'        => '',
			'nonce'       => '',
			'state'       => '',
			'waits_until' => '',
			'checked_at'  => 0,
			'trouble'     => '',
			'found'       => '',
		);
		$kept = get_option( self::OPTION, array() );
		return array_merge( $none, is_array( $kept ) ? array_intersect_key( $kept, $none ) : array() );
	}

	/**
	 * Starts the claim of this site at its address of today.
	 *
	 * @return array<string, mixed> How it stands.
	 */
	private static function start() {
		$home = home_url( '/' );
		return self::ask(
			static function ( $client ) use ( $home ) {
				return $client->start_claim( array( 'input' => array( 'site' => $home ) ) )['startClaim'];
			},
			array( 'home' => $home )
		);
	}

	/**
	 * Has the instance look for the proof.
	 *
	 * @param array<string, mixed> $claim How it stands.
	 */
	private static function check( array $claim ) {
		self::ask(
			static function ( $client ) use ( $claim ) {
				return $client->check_claim( array( 'input' => array( 'claim' => $claim['id'] ) ) )['checkClaim'];
			},
			array(
				'home'       => $claim['home'],
				'checked_at' => time(),
			)
		);
	}

	/**
	 * Asks the instance something about the claim, and keeps what it says. Until it says something, what was known holds.
	 *
	 * @param callable             $asking Asks, with a client.
	 * @param array<string, mixed> $known  What holds if it answers.
	 * @return array<string, mixed> How it stands.
	 */
	private static function ask( callable $asking, array $known ) {
		$claim  = self::kept();
		$client = Connection::client(
			array(
				'timeout' => wp_doing_cron() ? 20 : self::PATIENCE,
				'retries' => 0,
			)
		);
		try {
			if ( null === $client ) {
				throw new Failure( 'UNREACHABLE', '' );
			}
			$told             = $asking( $client );
			$claim            = is_array( $told['claim'] ?? null ) ? self::claim_of( $told['claim'], $claim ) : $claim;
			$claim            = array_merge( $claim, is_array( $told['claim'] ?? null ) ? $known : array() );
			$claim['trouble'] = implode( ' ', array_column( $told['errors'] ?? array(), 'message' ) );
		} catch ( Failure $failure ) {
			$claim['trouble'] = 'UNREACHABLE' === $failure->code_name ? __( 'The instance has not answered in time. It is asked again in the background.', 'flattr' ) : $failure->getMessage();
		}
		update_option( self::OPTION, $claim, false );
		return $claim;
	}

	/**
	 * What is kept of a claim that the instance tells.
	 *
	 * @param array<string, mixed> $told What it tells.
	 * @param array<string, mixed> $kept What was kept so far.
	 * @return array<string, mixed>
	 */
	private static function claim_of( array $told, array $kept ) {
		$nonce = $kept['nonce'];
		foreach ( $told['instructions'] as $instruction ) {
			if ( 'HANDSHAKE' === $instruction['way'] ) {
				$nonce = (string) preg_replace( '/^flattr-verify=/', '', $instruction['text'] );
			}
		}
		$found = '';
		foreach ( $told['findings'] as $finding ) {
			$found = 'HANDSHAKE' === $finding['way'] ? $finding['outcome'] : $found;
		}
		return array_merge(
			$kept,
			array(
				'id'          => $told['id'],
				'site'        => $told['site'],
				'nonce'       => $nonce,
				'state'       => $told['state'],
				'waits_until' => (string) $told['waitsUntil'],
				'found'       => $found,
			)
		);
	}
}
