<?php
/**
 * Tells the instance what is owed.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Failure;

defined( 'ABSPATH' ) || exit;

/**
 * The background run: takes batches from the outbox one after the other for some seconds, and sees to its next run while anything
 * is left. What fails is kept and tried again later; what is refused is kept with the post.
 */
final class Sender {

	/**
	 * How long a run goes on taking batches.
	 */
	const SECONDS = 20;

	/**
	 * For how long a run may be silent before another takes its place: longer than the client tries one request.
	 */
	const TERM = 150;

	/**
	 * Failures that sending the same again does not mend: something in the batch is wrong.
	 */
	const OURS = array( 'BAD_USER_INPUT', 'COST_LIMIT_EXCEEDED', 'NOT_FOUND' );

	/**
	 * Whether this run has had a token renewed that was not accepted.
	 *
	 * @var bool
	 */
	private static $renewed = false;

	/**
	 * One run.
	 */
	public static function run() {
		if ( '' === Settings::instance() ) {
			return;
		}
		Outbox::install_if_needed();
		$lock = Lock::take( self::TERM );
		if ( ! $lock ) {
			// Whoever has it sees to the next run, unless it has died.
			Wake::again( time() + self::TERM );
			return;
		}
		$until         = time() + self::SECONDS;
		self::$renewed = false;
		do {
			self::forget_what_was_read();
			if ( ! $lock->prolong( self::TERM ) ) {
				return;
			}
			$more = Rescan::step();
			$more = Backfill::step() || $more;
			$more = self::send_batch() || $more;
		} while ( $more && time() < $until );
		$lock->release();
		self::wake_again();
	}

	/**
	 * Sends one batch.
	 *
	 * @return bool Whether there may be another.
	 */
	private static function send_batch() {
		if ( ! Sender_State::is_ready() || Sender_State::read()['retry_at'] > time() ) {
			return false;
		}
		$batch = Outbox::next_due() <= time() ? Outbox_Batch::claim( self::TERM ) : null;
		if ( ! $batch ) {
			return false;
		}
		$delivery = null;
		try {
			$client = Connection::client();
			if ( ! $client ) {
				throw new Failure( 'UNREACHABLE', __( 'The instance gives no new token right now.', 'flattr' ) ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Who shows it escapes it.
			}
			$delivery = new Delivery( $batch, $client );
			$delivery->send();
			Sender_State::works();
			return true;
		} catch ( Failure $failure ) {
			return self::fail( $batch, $delivery, $failure );
		}
	}

	/**
	 * Keeps that a batch was not answered.
	 *
	 * @param Outbox_Batch  $batch    The batch.
	 * @param Delivery|null $delivery Its delivery, where it came to that.
	 * @param Failure       $failure  How it failed.
	 * @return bool Whether another may be sent at once.
	 */
	private static function fail( Outbox_Batch $batch, $delivery, Failure $failure ) {
		$why = $failure->getMessage();
		if ( 'UNAUTHENTICATED' === $failure->code_name && ! self::$renewed ) {
			// An app's token may just be over: the connection has been told, and gets another if it can.
			self::$renewed = true;
			$batch->put_all_off( 0, $why, true );
			return Connection::is_connected();
		}
		if ( in_array( $failure->code_name, Sender_State::DISCONNECTED, true ) ) {
			Sender_State::pause( $why );
			$batch->put_all_off( 0, $why, true );
			return false;
		}
		if ( $delivery && in_array( $failure->code_name, self::OURS, true ) ) {
			if ( count( $batch->rows ) > 1 ) {
				$batch->put_all_off( 0, $why, false );
			} elseif ( Outbox::UNPUBLISH === $batch->action ) {
				// An older instance cannot yet.
				$batch->put_all_off( DAY_IN_SECONDS, $why, false );
			} else {
				$delivery->refuse_all( $why );
			}
			return true;
		}
		$tries = (int) $batch->rows[0]->attempts;
		$batch->put_all_off( Sender_State::failed( $why, (float) $failure->retry_after ), $why, $tries < 4 );
		return false;
	}

	/**
	 * Sees to the next run, where something is left that can be sent.
	 */
	private static function wake_again() {
		if ( Rescan::is_under_way() ) {
			Wake::again( time() );
			return;
		}
		if ( ! Sender_State::is_ready() ) {
			return;
		}
		$next = Backfill::is_filling() ? time() : Outbox::next_due();
		if ( null !== $next ) {
			Wake::again( max( $next, Sender_State::read()['retry_at'], time() ) );
		}
	}

	/**
	 * Empties the memory of this process: another may have changed a post since it was read, and a long run would grow.
	 */
	private static function forget_what_was_read() {
		if ( function_exists( 'wp_cache_supports' ) && wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
		}
	}
}
