<?php
/**
 * Some rows of the outbox that are sent together.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

// phpcs:disable WordPress.DB.DirectDatabaseQuery -- A queue of its own; what is owed is never read from a cache.

/**
 * Rows of one action, claimed for a while. Their name stays with them until they are answered, which makes the key under which
 * they are sent the same after a crash.
 */
final class Outbox_Batch {

	/**
	 * How many rows go together that were tried so often: what spoils it for all of them ends up alone.
	 */
	const SIZES = array( 50, 25, 10, 3, 1 );

	/**
	 * Its random name, kept in the rows.
	 *
	 * @var string
	 */
	public $name;

	/**
	 * What is to be done with all of them.
	 *
	 * @var string
	 */
	public $action;

	/**
	 * The rows, oldest first.
	 *
	 * @var object[]
	 */
	public $rows;

	/**
	 * Takes rows under a name.
	 *
	 * @param string   $name The name.
	 * @param object[] $rows The rows, at least one.
	 */
	private function __construct( $name, $rows ) {
		$this->name   = $name;
		$this->action = $rows[0]->action;
		$this->rows   = $rows;
	}

	/**
	 * Claims what is due: first a batch that was sent before and not answered, then unpublishings, then moves, then registrations.
	 *
	 * @param int $seconds For how long nobody else may take them.
	 * @return self|null Null where nothing is due.
	 */
	public static function claim( $seconds ) {
		global $wpdb;
		$table = Outbox::table();
		$now   = time();
		$name  = $wpdb->get_var(
			$wpdb->prepare(
				"SELECT batch FROM %i WHERE batch <> '' AND due_at <= %d AND claimed_until <= %d ORDER BY id LIMIT 1",
				$table,
				$now,
				$now
			)
		);
		if ( ! $name ) {
			$name = self::name_new( $now );
		}
		if ( ! $name ) {
			return null;
		}
		$wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET claimed_until = %d, attempts = attempts + 1 WHERE batch = %s',
				$table,
				$now + $seconds,
				$name
			)
		);
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE batch = %s ORDER BY id', $table, $name ) );
		return $rows ? new self( $name, $rows ) : null;
	}

	/**
	 * Gives rows that are due a common name. A registration waits while another post's thing still has to move away from its address.
	 *
	 * @param int $now The time.
	 * @return string|null
	 */
	private static function name_new( $now ) {
		global $wpdb;
		$table = Outbox::table();
		foreach ( array( Outbox::UNPUBLISH, Outbox::MOVE, Outbox::REGISTER ) as $action ) {
			$due = $wpdb->get_results(
				$wpdb->prepare(
					"SELECT r.id, r.attempts FROM %i r WHERE r.action = %s AND r.batch = '' AND r.due_at <= %d
					AND NOT EXISTS ( SELECT 1 FROM %i m WHERE r.action = 'register' AND m.action = 'move' AND m.subject = r.subject )
					ORDER BY r.attempts, r.id LIMIT %d",
					$table,
					$action,
					$now,
					$table,
					self::SIZES[0]
				)
			);
			if ( $due ) {
				$name = bin2hex( random_bytes( 16 ) );
				$size = self::SIZES[ min( (int) $due[0]->attempts, count( self::SIZES ) - 1 ) ];
				$ids  = implode( ',', array_map( 'intval', array_column( array_slice( $due, 0, $size ), 'id' ) ) );
				// phpcs:ignore WordPress.DB.PreparedSQL -- Whole numbers.
				$wpdb->query( $wpdb->prepare( "UPDATE %i SET batch = %s WHERE batch = '' AND id IN ($ids)", $table, $name ) );
				return $name;
			}
		}
		return null;
	}

	/**
	 * Ends a row, unless it has become new in the meantime.
	 *
	 * @param object $row One of its rows.
	 */
	public function done( $row ) {
		global $wpdb;
		$wpdb->delete(
			Outbox::table(),
			array(
				'id'    => $row->id,
				'batch' => $this->name,
			)
		);
	}

	/**
	 * Puts one row off, on its own from now on.
	 *
	 * @param object $row     One of its rows.
	 * @param int    $seconds For how long.
	 * @param string $why     The sentence.
	 */
	public function put_off( $row, $seconds, $why ) {
		global $wpdb;
		$wpdb->update(
			Outbox::table(),
			array(
				'batch'         => '',
				'claimed_until' => 0,
				'due_at'        => time() + $seconds,
				'last_error'    => $why,
			),
			array(
				'id'    => $row->id,
				'batch' => $this->name,
			)
		);
	}

	/**
	 * Puts all of it off, together, or each on its own where it did not help to try them together.
	 *
	 * @param int    $seconds  For how long.
	 * @param string $why      The sentence.
	 * @param bool   $together Whether it stays a batch.
	 */
	public function put_all_off( $seconds, $why, $together ) {
		global $wpdb;
		$columns = array(
			'claimed_until' => 0,
			'due_at'        => time() + $seconds,
			'last_error'    => $why,
		);
		if ( ! $together ) {
			$columns['batch'] = '';
		}
		$wpdb->update( Outbox::table(), $columns, array( 'batch' => $this->name ) );
	}
}
