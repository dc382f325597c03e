<?php
/**
 * One process at a time.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

// phpcs:disable WordPress.DB.DirectDatabaseQuery -- A lock must not be read from a cache.

/**
 * A row of the options table that one process holds for a limited time, taken and prolonged by statements that the database decides.
 */
final class Lock {

	const OPTION = 'flattr_sender_lock';

	/**
	 * The row's name.
	 *
	 * @var string
	 */
	private $name;

	/**
	 * What the row says while it is held: until when, and by whom.
	 *
	 * @var string
	 */
	private $held;

	/**
	 * Holds a row.
	 *
	 * @param string $name Its name.
	 * @param string $held What it says.
	 */
	private function __construct( $name, $held ) {
		$this->name = $name;
		$this->held = $held;
	}

	/**
	 * Takes the lock, from a holder whose time is over, too.
	 *
	 * @param int    $seconds For how long at most.
	 * @param string $name    The row's name; one lock guards one thing.
	 * @return self|null Null where another has it.
	 */
	public static function take( $seconds, $name = self::OPTION ) {
		global $wpdb;
		$mine = self::says( $seconds );
		$made = $wpdb->query(
			$wpdb->prepare( "INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'no')", $wpdb->options, $name, $mine )
		);
		if ( $made ) {
			return new self( $name, $mine );
		}
		$theirs = (string) $wpdb->get_var( $wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, $name ) );
		if ( (int) $theirs > time() ) {
			return null;
		}
		return self::swap( $name, $theirs, $mine ) ? new self( $name, $mine ) : null;
	}

	/**
	 * Holds it for longer.
	 *
	 * @param int $seconds For how long from now.
	 * @return bool Whether it is still held; what needs it must stop if not.
	 */
	public function prolong( $seconds ) {
		$new = self::says( $seconds );
		if ( ! self::swap( $this->name, $this->held, $new ) ) {
			return false;
		}
		$this->held = $new;
		return true;
	}

	/**
	 * Gives it back.
	 */
	public function release() {
		global $wpdb;
		$wpdb->delete(
			$wpdb->options,
			array(
				'option_name'  => $this->name,
				'option_value' => $this->held,
			)
		);
	}

	/**
	 * What a row says that is held from now on.
	 *
	 * @param int $seconds For how long.
	 * @return string
	 */
	private static function says( $seconds ) {
		return ( time() + $seconds ) . ' ' . bin2hex( random_bytes( 8 ) );
	}

	/**
	 * Writes the row if it still says what was read.
	 *
	 * @param string $name The row's name.
	 * @param string $old  What it said.
	 * @param string $new  What it says then.
	 * @return bool
	 */
	private static function swap( $name, $old, $new ) {
		global $wpdb;
		return (bool) $wpdb->update(
			$wpdb->options,
			array( 'option_value' => $new ),
			array(
				'option_name'  => $name,
				'option_value' => $old,
			)
		);
	}
}
