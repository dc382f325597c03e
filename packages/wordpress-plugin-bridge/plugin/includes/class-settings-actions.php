<?php
/**
 * What is done from the settings page.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The handlers of the page's buttons. Each asks for the right and for its own nonce, and ends on the page with a sentence.
 */
final class Settings_Actions {

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		foreach ( array( 'connect', 'disconnect', 'paste_token', 'check_claim', 'import_old' ) as $action ) {
			add_action( "admin_post_flattr_$action", array( self::class, $action ) );
		}
	}

	/**
	 * Shows a form of one button.
	 *
	 * @param string $action What it does.
	 * @param string $label  What stands on it.
	 * @param string $style  Its class besides `button`.
	 */
	public static function show_form( $action, $label, $style = '' ) {
		echo '<form action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" method="post">';
		printf( '<input type="hidden" name="action" value="%s">', esc_attr( $action ) );
		wp_nonce_field( $action, '_wpnonce', false );
		printf( '<button type="submit" class="button %s">%s</button></form>', esc_attr( $style ), esc_html( $label ) );
	}

	/**
	 * Sends the browser to the instance, to be allowed there.
	 */
	public static function connect() {
		self::allow( 'flattr_connect' );
		self::need_instance();
		$where = OAuth_Request::start( Settings::instance() );
		if ( is_wp_error( $where ) ) {
			self::back( 'error', $where->get_error_message() );
		}
		nocache_headers();
		// phpcs:ignore WordPress.Security.SafeRedirect.wp_redirect_wp_redirect -- It leads to the instance, on which OAuth::discover() insists.
		wp_redirect( $where );
		exit;
	}

	/**
	 * Takes back who comes from the instance.
	 *
	 * @param array<string, mixed> $answer The query, unslashed.
	 */
	public static function finish_connecting( array $answer ) {
		$given = OAuth_Request::finish( $answer );
		self::tell_connected( is_wp_error( $given ) ? $given : Connection::begin( $given ) );
	}

	/**
	 * Tries a pasted token, and keeps it if it is good.
	 */
	public static function paste_token() {
		self::allow( 'flattr_paste_token' );
		self::need_instance();
		// phpcs:ignore WordPress.Security -- allow() has checked the nonce; a token is kept as it is, or not at all.
		$token = isset( $_POST['token'] ) && is_string( $_POST['token'] ) ? trim( wp_unslash( $_POST['token'] ) ) : '';
		self::tell_connected( Connection::begin_with_token( $token ) );
	}

	/**
	 * Ends the connection.
	 */
	public static function disconnect() {
		self::allow( 'flattr_disconnect' );
		if ( Connection::disconnect() ) {
			self::back( 'success', __( 'Disconnected. What is registered stays so; nothing more is sent.', 'flattr' ) );
		}
		/* translators: %s: an address. */
		self::back( 'warning', sprintf( __( 'Disconnected here, but the instance does not know of it yet. End it there, too: %s', 'flattr' ), Settings::instance() . '/me/tokens, ' . Settings::instance() . '/me/apps' ) );
	}

	/**
	 * Has the instance look for the proof of this site now.
	 */
	public static function check_claim() {
		self::allow( 'flattr_check_claim' );
		Handshake::look_after( 'now' );
		$trouble = Handshake::kept()['trouble'];
		if ( '' !== $trouble ) {
			Handshake::soon();
			self::back( 'warning', $trouble );
		}
		self::back( 'success', __( 'The instance has looked.', 'flattr' ) );
	}

	/**
	 * Takes over the settings of the old plugin.
	 */
	public static function import_old() {
		self::allow( 'flattr_import_old' );
		$taken = Old_Plugin::import();
		/* translators: 1: how many posts, 2: how many authors. */
		self::back( 'success', sprintf( __( 'The old plugin’s settings were taken over, with those of %1$s posts and %2$s authors.', 'flattr' ), number_format_i18n( $taken['posts'] ), number_format_i18n( $taken['users'] ) ) );
	}

	/**
	 * Ends the request for who may not do this, or did not send it from the page.
	 *
	 * @param string $action What is to be done.
	 */
	private static function allow( $action ) {
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'You may not do this.', 'flattr' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( $action );
	}

	/**
	 * Ends the request where no instance is named.
	 */
	private static function need_instance() {
		if ( '' === Settings::instance() ) {
			self::back( 'error', __( 'Name your instance first.', 'flattr' ) );
		}
	}

	/**
	 * Goes back to the page, and says how connecting went.
	 *
	 * @param true|\WP_Error $went How.
	 */
	private static function tell_connected( $went ) {
		if ( is_wp_error( $went ) ) {
			self::back( 'error', $went->get_error_message() );
		}
		$missing = Connection::missing_scopes();
		if ( $missing ) {
			/* translators: %s: scopes, such as things:write. */
			self::back( 'warning', sprintf( __( 'Connected, but not everything was allowed. What is missing: %s', 'flattr' ), implode( ', ', $missing ) ) );
		}
		self::back( 'success', __( 'Connected. What you publish from now on is registered by itself.', 'flattr' ) );
	}

	/**
	 * Goes back to the page with a sentence, as WordPress does after its own settings.
	 *
	 * @param string $type     `success`, `warning` or `error`.
	 * @param string $sentence The sentence.
	 * @return never
	 */
	private static function back( $type, $sentence ) {
		require_once ABSPATH . 'wp-admin/includes/template.php';
		add_settings_error( 'flattr', "flattr_$type", esc_html( $sentence ), $type );
		set_transient( 'settings_errors', get_settings_errors(), MINUTE_IN_SECONDS );
		nocache_headers();
		wp_safe_redirect( add_query_arg( 'settings-updated', 'true', Settings_Page::url() ) );
		exit;
	}
}
