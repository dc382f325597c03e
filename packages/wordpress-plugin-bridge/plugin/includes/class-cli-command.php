<?php
/**
 * The commands of `wp flattr`.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Registers posts with Flattr, and says what is still to be told.
 */
final class Cli_Command {

	/**
	 * Hooks itself in, where WP-CLI runs.
	 */
	public function hook() {
		if ( defined( 'WP_CLI' ) && WP_CLI ) {
			\WP_CLI::add_command( 'flattr', $this );
		}
	}

	/**
	 * Says what is connected, what waits and how far the back-fill is.
	 */
	public function status() {
		$sender = Sender_State::read();
		$fill   = Backfill::progress();
		\WP_CLI::line( 'Instance:  ' . ( '' === Settings::instance() ? 'none' : Settings::instance() ) );
		\WP_CLI::line( 'Connected: ' . ( Connection::is_connected() ? Connection::handle() : 'no' ) );
		\WP_CLI::line( 'Waiting:   ' . Outbox::waiting() );
		\WP_CLI::line( 'Trouble:   ' . ( '' === $sender['why'] ? 'none' : $sender['why'] ) );
		\WP_CLI::line( sprintf( 'Back-fill: %s, %d of %d, %d refused', '' === $fill['state'] ? 'never begun' : $fill['state'], $fill['done'], $fill['total'], $fill['refused'] ) );
	}

	/**
	 * Registers everything that is published, here and now.
	 */
	public function backfill() {
		self::check();
		Backfill::start();
		$this->send();
	}

	/**
	 * Sends what waits, here and now, even what was put off.
	 */
	public function send() {
		self::check();
		Sender_State::hurry();
		do {
			$before = array( Outbox::waiting(), Backfill::progress()['done'] );
			Sender::run();
			$after = array( Outbox::waiting(), Backfill::progress()['done'] );
		} while ( $after !== $before && ( $after[0] > 0 || Backfill::RUNNING === Backfill::state() ) );
		$this->status();
	}

	/**
	 * Ends where nothing can be sent.
	 */
	private static function check() {
		if ( ! Sender_State::is_ready() ) {
			\WP_CLI::error( 'This site is not connected.' );
		}
	}
}
