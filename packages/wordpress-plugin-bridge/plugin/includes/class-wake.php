<?php
/**
 * When the background work runs.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Has the sender run at a time, by Action Scheduler where another plugin brings it, else by WP-Cron, and once an hour in any case,
 * so that nothing waits for ever because a wake-up was lost.
 */
final class Wake {

	const HOOK  = 'flattr_send';
	const SWEEP = 'flattr_sweep';
	const GROUP = 'flattr';

	/**
	 * What this request asked for last, by blog: a thousand imported posts do not ask a thousand times.
	 *
	 * @var array<int, int>
	 */
	private static $asked = array();

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( self::HOOK, array( Sender::class, 'run' ), 10, 0 );
		add_action( self::SWEEP, array( Sender::class, 'run' ), 10, 0 );
		add_action( 'init', array( __CLASS__, 'sweep_hourly' ) );
		register_deactivation_hook( FILE, array( __CLASS__, 'stop' ) );
	}

	/**
	 * Sees to the hourly run, once an instance is named.
	 */
	public static function sweep_hourly() {
		if ( '' !== Settings::instance() && ! wp_next_scheduled( self::SWEEP ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'hourly', self::SWEEP );
		}
	}

	/**
	 * Has the sender run at a time, or before.
	 *
	 * @param int $time Seconds since 1970.
	 */
	public static function at( $time ) {
		$blog  = get_current_blog_id();
		$asked = isset( self::$asked[ $blog ] ) ? self::$asked[ $blog ] : 0;
		// What was asked for half a minute ago may have run in another process.
		if ( $asked <= $time && $asked > time() - 30 ) {
			return;
		}
		self::$asked[ $blog ] = $time;
		if ( self::has_action_scheduler() ) {
			as_unschedule_all_actions( self::HOOK, array(), self::GROUP );
			if ( $time <= time() ) {
				as_enqueue_async_action( self::HOOK, array(), self::GROUP );
			} else {
				as_schedule_single_action( $time, self::HOOK, array(), self::GROUP );
			}
			return;
		}
		$next = wp_next_scheduled( self::HOOK );
		if ( $next && $next <= $time ) {
			return;
		}
		// A later event of the same name would have WordPress refuse an earlier one.
		wp_clear_scheduled_hook( self::HOOK );
		wp_schedule_single_event( $time, self::HOOK );
	}

	/**
	 * Has the sender run again after this run of it, whatever was asked for before.
	 *
	 * @param int $time Seconds since 1970.
	 */
	public static function again( $time ) {
		unset( self::$asked[ get_current_blog_id() ] );
		self::at( $time );
		$by_cron = wp_doing_cron() && ! self::has_action_scheduler();
		$allowed = ! ( defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON ) && ! ( defined( 'ALTERNATE_WP_CRON' ) && ALTERNATE_WP_CRON );
		if ( $by_cron && $allowed && $time <= time() && ! has_action( 'shutdown', 'spawn_cron' ) ) {
			// A site without visitors has no next request that would wake WP-Cron up.
			add_action( 'shutdown', 'spawn_cron', 100, 0 );
		}
	}

	/**
	 * Takes back every run.
	 */
	public static function stop() {
		wp_clear_scheduled_hook( self::HOOK );
		wp_clear_scheduled_hook( self::SWEEP );
		if ( self::has_action_scheduler() ) {
			as_unschedule_all_actions( self::HOOK, array(), self::GROUP );
		}
	}

	/**
	 * Whether Action Scheduler is there and ready.
	 *
	 * @return bool
	 */
	private static function has_action_scheduler() {
		return function_exists( 'as_enqueue_async_action' ) && function_exists( 'as_unschedule_all_actions' ) && did_action( 'action_scheduler_init' );
	}
}
