<?php
/**
 * What a site's things brought.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Failure;

defined( 'ABSPATH' ) || exit;

/**
 * This month's flattrs and the earnings of whom the site is connected for, asked for at most every ten minutes. Where the instance
 * does not answer, what it said last is given, with its age.
 */
final class Figures {

	const KEY = 'flattr_figures';

	const FRESH = 10 * MINUTE_IN_SECONDS;

	/**
	 * For how long an instance that did not answer is not asked again: everybody who opens the dashboard would wait for it.
	 */
	const PAUSE = 2 * MINUTE_IN_SECONDS;

	/**
	 * How many seconds a dashboard waits for it.
	 */
	const PATIENCE = 4;

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'flattr_connected', array( self::class, 'forget' ) );
		add_action( 'flattr_disconnected', array( self::class, 'forget' ) );
	}

	/**
	 * Forgets what the instance said: it was about somebody else.
	 */
	public static function forget() {
		delete_transient( self::KEY );
	}

	/**
	 * The figures; null where there are none. `said_at` says how old they are, `is_old` that newer ones were not to be had.
	 *
	 * @return array{said_at: int, is_old: bool, flattrs: int, balances: array<int, array<string, mixed>>|null, months: array<int, array<string, mixed>>|null}|null
	 */
	public static function read() {
		if ( ! Connection::is_connected() ) {
			return null;
		}
		$kept = get_transient( self::KEY );
		$kept = is_array( $kept ) ? $kept : array(
			'tried_at' => 0,
			'said'     => null,
		);
		$said = $kept['said'];
		if ( ( null === $said || $said['said_at'] < time() - self::FRESH ) && $kept['tried_at'] < time() - self::PAUSE ) {
			$new  = self::ask();
			$said = null === $new ? $said : $new;
			set_transient(
				self::KEY,
				array(
					'tried_at' => time(),
					'said'     => $said,
				),
				WEEK_IN_SECONDS
			);
		}
		return null === $said ? null : array_merge( $said, array( 'is_old' => $said['said_at'] < time() - self::FRESH ) );
	}

	/**
	 * Asks the instance.
	 *
	 * @return array<string, mixed>|null Null where it does not answer.
	 */
	private static function ask() {
		$client = Connection::client(
			array(
				'timeout' => self::PATIENCE,
				'retries' => 0,
			)
		);
		if ( null === $client ) {
			return null;
		}
		try {
			$user     = $client->creator()['viewer']['user'] ?? null;
			$earnings = Connection::may( 'earnings:read' ) ? $client->earnings( array( 'first' => 1 ) )['viewer']['earnings'] : null;
		} catch ( Failure $failure ) {
			return null;
		}
		if ( null === $user ) {
			return null;
		}
		return array(
			'said_at'  => time(),
			'flattrs'  => (int) $user['flattrsReceived'],
			'balances' => null === $earnings ? null : $earnings['balances'],
			'months'   => null === $earnings ? null : array_map( array( self::class, 'month_of' ), array_slice( $earnings['months'], 0, 3 ) ),
		);
	}

	/**
	 * What is kept of a settled month.
	 *
	 * @param array<string, mixed> $month What the instance says of it.
	 * @return array{month: string, amount: array{amount: string, currency: string}}
	 */
	private static function month_of( array $month ) {
		return array(
			'month'  => $month['month'],
			'amount' => $month['amount'],
		);
	}
}
