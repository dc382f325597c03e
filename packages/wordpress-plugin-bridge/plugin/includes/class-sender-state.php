<?php
/**
 * Whether anything can be sent now.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The option `flattr_sender`: after a failure nothing at all is sent for a while, longer each time; where the instance no longer
 * accepts the connection, nothing until it is connected anew.
 */
final class Sender_State {

	const OPTION = 'flattr_sender';

	/**
	 * How many seconds nothing is sent after the first failure in a row, the second and so on; then once a day.
	 */
	const WAITS = array( 60, 300, 1800, 7200, 21600, 86400 );

	/**
	 * The codes that only a new connection mends.
	 */
	const DISCONNECTED = array( 'UNAUTHENTICATED', 'FORBIDDEN' );

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'flattr_connected', array( __CLASS__, 'connected_anew' ), 10, 0 );
	}

	/**
	 * What it is.
	 *
	 * @return array{paused: bool, why: string, failures: int, retry_at: int}
	 */
	public static function read() {
		wp_cache_delete( self::OPTION, 'options' );
		$kept = get_option( self::OPTION );
		$none = array(
			'paused'   => false,
			'why'      => '',
			'failures' => 0,
			'retry_at' => 0,
		);
		return is_array( $kept ) ? array_merge( $none, $kept ) : $none;
	}

	/**
	 * Whether there is a connection that works as far as is known.
	 *
	 * @return bool
	 */
	public static function is_ready() {
		if ( '' === Settings::instance() || ! Connection::is_connected() ) {
			return false;
		}
		$state = self::read();
		return ! $state['paused'] || $state['retry_at'] <= time();
	}

	/**
	 * Keeps that the instance no longer accepts the connection. It is tried once a day all the same: what stands between may have said so.
	 *
	 * @param string $why The sentence.
	 */
	public static function pause( $why ) {
		self::write(
			array(
				'paused'   => true,
				'why'      => $why,
				'failures' => 0,
				'retry_at' => time() + DAY_IN_SECONDS,
			)
		);
	}

	/**
	 * Keeps that it failed.
	 *
	 * @param string $why   The sentence.
	 * @param float  $least For how many seconds the instance asked to be left alone.
	 * @return int For how many seconds nothing is sent.
	 */
	public static function failed( $why, $least ) {
		$failures = self::read()['failures'];
		$wait     = (int) max( ceil( $least ), self::WAITS[ min( $failures, count( self::WAITS ) - 1 ) ] );
		self::write(
			array(
				'paused'   => false,
				'why'      => $why,
				'failures' => $failures + 1,
				'retry_at' => time() + $wait,
			)
		);
		return $wait;
	}

	/**
	 * Keeps that it works.
	 */
	public static function works() {
		$state = self::read();
		if ( $state['paused'] || $state['failures'] > 0 ) {
			delete_option( self::OPTION );
		}
	}

	/**
	 * The site is connected anew: what waited for that goes out.
	 */
	public static function connected_anew() {
		delete_option( self::OPTION );
		Outbox::install_if_needed();
		Outbox::hurry();
		if ( Outbox::waiting() > 0 ) {
			Wake::at( time() );
		}
	}

	/**
	 * Has what is put off sent now.
	 */
	public static function hurry() {
		$state = self::read();
		if ( ! $state['paused'] && $state['retry_at'] > time() ) {
			$state['retry_at'] = time();
			self::write( $state );
			Outbox::hurry();
		}
	}

	/**
	 * Keeps it.
	 *
	 * @param array<string, mixed> $state What it is.
	 */
	private static function write( $state ) {
		update_option( self::OPTION, $state, false );
	}
}
