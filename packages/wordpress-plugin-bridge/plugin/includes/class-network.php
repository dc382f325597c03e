<?php
/**
 * Networks of sites.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Each site of a network has settings and a connection of its own; the network may name the instance that its sites begin with.
 */
final class Network {

	const OPTION = 'flattr_network';

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		register_activation_hook( FILE, array( self::class, 'activate' ) );
		add_action( 'wp_initialize_site', array( self::class, 'prepare_new_site' ), 100 );
		add_action( 'network_admin_menu', array( $this, 'add_page' ) );
		add_action( 'network_admin_edit_flattr_network', array( $this, 'save' ) );
	}

	/**
	 * The instance that the network names, or an empty text.
	 *
	 * @return string
	 */
	public static function instance() {
		if ( ! is_multisite() ) {
			return '';
		}
		$kept = get_site_option( self::OPTION, array() );
		return is_array( $kept ) && isset( $kept['instance'] ) && is_string( $kept['instance'] ) ? $kept['instance'] : '';
	}

	/**
	 * Prepares the site, or all sites of the network.
	 *
	 * @param bool $network_wide Whether all.
	 */
	public static function activate( $network_wide ) {
		$ids = is_multisite() && $network_wide ? self::site_ids() : array( get_current_blog_id() );
		foreach ( $ids as $id ) {
			self::prepare( (int) $id );
		}
	}

	/**
	 * Prepares a site that was made after the plugin was activated for the whole network.
	 *
	 * @param \WP_Site $site The site.
	 */
	public static function prepare_new_site( \WP_Site $site ) {
		require_once ABSPATH . 'wp-admin/includes/plugin.php';
		if ( is_plugin_active_for_network( plugin_basename( FILE ) ) ) {
			self::prepare( (int) $site->id );
		}
	}

	/**
	 * Adds the page to the network's settings.
	 */
	public function add_page() {
		add_submenu_page( 'settings.php', __( 'Flattr', 'flattr' ), __( 'Flattr', 'flattr' ), 'manage_network_options', 'flattr-network', array( $this, 'show' ) );
	}

	/**
	 * Keeps the network's instance. The sites that have none of their own are then not connected until each of them connects.
	 */
	public function save() {
		check_admin_referer( 'flattr_network' );
		if ( ! current_user_can( 'manage_network_options' ) ) {
			wp_die( esc_html__( 'You may not change the settings of this network.', 'flattr' ), '', array( 'response' => 403 ) );
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Instance_Address takes an address or nothing.
		$origin = Instance_Address::origin_of( isset( $_POST['instance'] ) ? wp_unslash( $_POST['instance'] ) : '' );
		if ( ! is_wp_error( $origin ) ) {
			update_site_option( self::OPTION, array( 'instance' => $origin ) );
		}
		$said = is_wp_error( $origin ) ? $origin->get_error_code() : 'kept';
		wp_safe_redirect( add_query_arg( 'flattr', $said, network_admin_url( 'settings.php?page=flattr-network' ) ) );
		exit;
	}

	/**
	 * Shows the page.
	 */
	public function show() {
		if ( ! current_user_can( 'manage_network_options' ) ) {
			return;
		}
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- It only chooses between three sentences.
		$said      = isset( $_GET['flattr'] ) ? sanitize_key( $_GET['flattr'] ) : '';
		$sentences = array(
			'kept'             => __( 'Settings saved.', 'flattr' ),
			'flattr_not_https' => __( 'Flattr is only asked by https. Write the address of the instance with https://.', 'flattr' ),
			'flattr_malformed' => __( 'This is no address of a Flattr instance. It looks like https://flattr.example.', 'flattr' ),
		);
		echo '<div class="wrap"><h1>' . esc_html__( 'Flattr', 'flattr' ) . '</h1>';
		if ( isset( $sentences[ $said ] ) ) {
			printf( '<div class="notice %s"><p>%s</p></div>', esc_attr( 'kept' === $said ? 'notice-success' : 'notice-error' ), esc_html( $sentences[ $said ] ) );
		}
		echo '<form method="post" action="' . esc_url( network_admin_url( 'edit.php?action=flattr_network' ) ) . '">';
		wp_nonce_field( 'flattr_network' );
		echo '<table class="form-table" role="presentation"><tr><th scope="row"><label for="flattr-instance">' . esc_html__( 'Instance', 'flattr' ) . '</label></th><td>';
		printf( '<input type="text" inputmode="url" class="regular-text code" id="flattr-instance" name="instance" value="%s" placeholder="https://flattr.example" aria-describedby="flattr-instance-says">', esc_attr( self::instance() ) );
		echo '<p class="description" id="flattr-instance-says">' . esc_html__( 'The instance that sites begin with that name none of their own. Each site is still connected by its own administrator.', 'flattr' ) . '</p>';
		echo '</td></tr></table>';
		submit_button();
		echo '</form></div>';
	}

	/**
	 * Makes what a site needs.
	 *
	 * @param int $id The site's id.
	 */
	private static function prepare( $id ) {
		if ( get_current_blog_id() === $id ) {
			Outbox::install();
			return;
		}
		switch_to_blog( $id );
		Outbox::install();
		restore_current_blog();
	}

	/**
	 * The ids of all sites of this network.
	 *
	 * @return int[]
	 */
	private static function site_ids() {
		return get_sites(
			array(
				'fields'     => 'ids',
				'number'     => 0,
				'network_id' => get_current_network_id(),
			)
		);
	}
}
