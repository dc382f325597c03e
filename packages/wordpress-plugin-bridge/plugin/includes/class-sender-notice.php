<?php
/**
 * Says that nothing can be sent any more.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * A notice to those who can mend it, while the instance does not accept the connection.
 */
final class Sender_Notice {

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/**
	 * Shows it.
	 */
	public function show() {
		if ( ! current_user_can( 'manage_options' ) || '' === Settings::instance() ) {
			return;
		}
		$state = Sender_State::read();
		if ( ! $state['paused'] || ! Connection::is_connected() ) {
			return;
		}
		$waiting = Outbox::waiting();
		echo '<div class="notice notice-error"><p><strong>' . esc_html__( 'Flattr no longer accepts the connection of this site.', 'flattr' ) . '</strong> ';
		echo esc_html( $state['why'] ) . '</p><p>';
		if ( $waiting > 0 ) {
			/* translators: %s: how many changes wait. */
			echo esc_html( sprintf( _n( '%s change waits and is not lost.', '%s changes wait, and none is lost.', $waiting, 'flattr' ), number_format_i18n( $waiting ) ) ) . ' ';
		}
		echo '<a href="' . esc_url( admin_url( 'options-general.php?page=flattr' ) ) . '">' . esc_html__( 'Connect it anew', 'flattr' ) . '</a></p></div>';
	}
}
