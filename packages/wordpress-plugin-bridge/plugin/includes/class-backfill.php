<?php
/**
 * Registers what was published before.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Goes through the posts of a blog by their ids in the background, when its owner asks for it, some ahead of the sender and no
 * more. Where it is stands in `flattr_backfill`, and whether it goes on in `flattr_backfill_state`, so that neither overwrites the other.
 */
final class Backfill {

	const OPTION = 'flattr_backfill';
	const STATE  = 'flattr_backfill_state';

	const RUNNING = 'running';
	const STOPPED = 'stopped';
	const DONE    = 'done';

	/**
	 * How many posts are looked at in one step, and how many rows may wait before the next.
	 */
	const STEP = 50;

	/**
	 * Begins with the first post. What was refused before is told again.
	 */
	public static function start() {
		global $wpdb;
		list( $where, $values ) = self::where();
		// phpcs:ignore WordPress.DB -- Counted once, when it begins; the condition consists of placeholders.
		$found = $wpdb->get_row( $wpdb->prepare( "SELECT COUNT(*) AS total, MAX(ID) AS until FROM %i WHERE $where", array_merge( array( $wpdb->posts ), $values ) ) );
		update_option(
			self::OPTION,
			array(
				'after' => 0,
				'until' => (int) $found->until,
				'total' => (int) $found->total,
				'seen'  => 0,
			),
			false
		);
		self::become( self::RUNNING );
	}

	/**
	 * Stops; what is in the outbox already is still sent.
	 */
	public static function stop() {
		if ( self::RUNNING === self::state() ) {
			self::become( self::STOPPED );
		}
	}

	/**
	 * Goes on where it was stopped.
	 */
	public static function resume() {
		if ( self::STOPPED === self::state() ) {
			self::become( self::RUNNING );
		}
	}

	/**
	 * Keeps whether it goes on.
	 *
	 * @param string $state One of the states.
	 */
	private static function become( $state ) {
		update_option( self::STATE, $state, false );
		if ( self::RUNNING === $state ) {
			Sender_State::hurry();
			Wake::at( time() );
		}
	}

	/**
	 * One of the states, or an empty text where it never was begun.
	 *
	 * @return string
	 */
	public static function state() {
		wp_cache_delete( self::STATE, 'options' );
		return (string) get_option( self::STATE, '' );
	}

	/**
	 * Whether it has posts left to look at.
	 *
	 * @return bool
	 */
	public static function is_filling() {
		$at = self::at();
		return self::RUNNING === self::state() && $at['after'] < $at['until'] && Outbox::waiting() < self::STEP;
	}

	/**
	 * Where it is.
	 *
	 * @return array{after: int, until: int, total: int, seen: int}
	 */
	private static function at() {
		wp_cache_delete( self::OPTION, 'options' );
		$none = array(
			'after' => 0,
			'until' => 0,
			'total' => 0,
			'seen'  => 0,
		);
		return array_merge( $none, (array) get_option( self::OPTION, array() ) );
	}

	/**
	 * Looks at some posts, unless the outbox is full.
	 *
	 * @return bool Whether there are more.
	 */
	public static function step() {
		global $wpdb;
		if ( self::RUNNING !== self::state() || ! Sender_State::is_ready() ) {
			return false;
		}
		$at = self::at();
		if ( $at['after'] < $at['until'] && Outbox::waiting() >= self::STEP ) {
			return false;
		}
		list( $where, $values ) = self::where();
		$values                 = array_merge( array( $wpdb->posts ), $values, array( $at['after'], $at['until'], self::STEP ) );
		// phpcs:ignore WordPress.DB -- By ids, whatever their number; the condition consists of placeholders.
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM %i WHERE $where AND ID > %d AND ID <= %d ORDER BY ID LIMIT %d", $values ) );
		if ( ! $ids ) {
			if ( 0 === Outbox::waiting( $at['until'] ) && self::RUNNING === self::state() ) {
				self::become( self::DONE );
			}
			return false;
		}
		_prime_post_caches( array_map( 'intval', $ids ) );
		foreach ( $ids as $id ) {
			Told::retry( (int) $id );
			Registrar::examine( (int) $id );
		}
		if ( self::at() === $at ) {
			// Begun anew meanwhile, it is not to go on from here. What a crash leaves out here is only looked at twice.
			$at['after'] = (int) end( $ids );
			$at['seen'] += count( $ids );
			update_option( self::OPTION, $at, false );
		}
		return true;
	}

	/**
	 * How far it is.
	 *
	 * @return array{state: string, total: int, done: int, refused: int, waiting: int, why: string}
	 */
	public static function progress() {
		global $wpdb;
		$at      = self::at();
		$waiting = Outbox::waiting( $at['after'] );
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- It changes from one moment to the next.
		$refused = (int) $wpdb->get_var(
			$wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE meta_key = %s AND post_id <= %d', $wpdb->postmeta, Told::TROUBLE, $at['after'] )
		);
		$sender  = Sender_State::read();
		return array(
			'state'   => self::state(),
			'total'   => $at['total'],
			'done'    => max( 0, min( $at['seen'], $at['total'] ) - $waiting - $refused ),
			'refused' => $refused,
			'waiting' => $waiting,
			'why'     => $sender['why'],
		);
	}

	/**
	 * Which posts may be flattrable, before each is looked at.
	 *
	 * @return array{0: string, 1: string[]} A condition and its values.
	 */
	private static function where() {
		global $wpdb;
		$types  = array_values( Settings::all()['post_types'] );
		$places = $types ? implode( ', ', array_fill( 0, count( $types ), '%s' ) ) : "''";
		$chosen = "ID IN ( SELECT post_id FROM $wpdb->postmeta WHERE meta_key = '_flattr_button' AND meta_value = 'show' )";
		return array( "( post_type IN ($places) OR $chosen ) AND post_password = '' AND ( post_status = 'publish' OR ( post_type = 'attachment' AND post_status = 'inherit' ) )", $types );
	}
}
