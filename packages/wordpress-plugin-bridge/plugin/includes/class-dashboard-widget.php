<?php
/**
 * The dashboard's box.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * This month's flattrs for who writes here, and what was earned for who may see the connection, too. Nobody is asked before the site
 * is connected.
 */
final class Dashboard_Widget {

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'wp_dashboard_setup', array( $this, 'add' ) );
	}

	/**
	 * Adds the box.
	 */
	public function add() {
		if ( Connection::is_connected() && current_user_can( 'edit_posts' ) ) {
			wp_add_dashboard_widget( 'flattr_dashboard', __( 'Flattr', 'flattr' ), array( $this, 'show' ) );
		}
	}

	/**
	 * Shows it.
	 */
	public function show() {
		if ( ! current_user_can( 'edit_posts' ) ) {
			return;
		}
		$figures  = Figures::read();
		$instance = Settings::instance();
		if ( null === $figures ) {
			echo '<p>' . esc_html__( 'The instance does not answer right now. What you publish meanwhile waits and is not lost.', 'flattr' ) . '</p>';
			return;
		}
		$flattrs = sprintf(
			/* translators: %s: how many flattrs. */
			_n( '%s flattr this month', '%s flattrs this month', $figures['flattrs'], 'flattr' ),
			number_format_i18n( $figures['flattrs'] )
		);
		echo '<p style="font-size: 1.5em; line-height: 1.3; margin: 0.4em 0;">' . esc_html( $flattrs ) . '</p>';
		/* translators: %s: a name. */
		echo '<p>' . esc_html( sprintf( __( 'On all that is %s’s, here and elsewhere.', 'flattr' ), Connection::handle() ) ) . '</p>';
		if ( current_user_can( 'manage_options' ) && null !== $figures['balances'] ) {
			self::show_earnings( $figures );
			echo '<p><a href="' . esc_url( "$instance/me/earnings" ) . '">' . esc_html__( 'All earnings', 'flattr' ) . '</a></p>';
		}
		if ( $figures['is_old'] ) {
			/* translators: %s: a span of time, such as "5 minutes". */
			echo '<p class="description">' . esc_html( sprintf( __( 'The instance does not answer right now. It said this %s ago.', 'flattr' ), human_time_diff( $figures['said_at'] ) ) ) . '</p>';
		}
	}

	/**
	 * Shows what was earned.
	 *
	 * @param array<string, mixed> $figures The figures.
	 */
	private static function show_earnings( array $figures ) {
		if ( ! $figures['balances'] && ! $figures['months'] ) {
			echo '<p>' . esc_html__( 'Nothing is earned yet: a month is shared out after its end.', 'flattr' ) . '</p>';
			return;
		}
		$rows = array();
		foreach ( $figures['balances'] as $balance ) {
			$rows[] = array( __( 'Not paid out yet', 'flattr' ), Amount::words( $balance['total'] ) );
			$rows[] = array( __( 'Of that available', 'flattr' ), Amount::words( $balance['available'] ) );
		}
		foreach ( $figures['months'] as $month ) {
			$rows[] = array( wp_date( 'F Y', (int) strtotime( $month['month'] . '-15 12:00:00 UTC' ) ), Amount::words( $month['amount'] ) );
		}
		echo '<table class="widefat striped" style="border: 0;"><tbody>';
		foreach ( $rows as list( $what, $amount ) ) {
			printf( '<tr><th scope="row" style="text-align: start;">%s</th><td style="text-align: end; font-variant-numeric: tabular-nums;">%s</td></tr>', esc_html( $what ), esc_html( $amount ) );
		}
		echo '</tbody></table>';
	}
}
