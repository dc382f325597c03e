<?php
/**
 * Takes away what the plugin kept, on every site of a network. What an instance knows stays there, and so does what the plugin of
 * the first Flattr kept.
 *
 * WordPress runs this file alone when somebody deletes the plugin: none of its classes is loaded.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Takes away what stands in the tables of the current site.
 */
function uninstall_from_site() {
	global $wpdb;

	$options = array(
		'flattr_settings',
		'flattr_connection',
		'flattr_claim',
		'flattr_oauth_clients',
		'flattr_old_settings_imported',
		'flattr_backfill',
		'flattr_backfill_state',
		'flattr_rescan',
		'flattr_schema',
		'flattr_sender',
		'flattr_sender_lock',
		'flattr_refresh_lock',
	);
	foreach ( array( '\_transient\_flattr\_%', '\_transient\_timeout\_flattr\_%' ) as $pattern ) {
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- No function of WordPress lists transients.
		$found   = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", $pattern ) );
		$options = array_merge( $options, $found );
	}
	array_map( 'delete_option', $options );

	$keys = array(
		'_flattr_button',
		'_flattr_kind',
		'_flattr_language',
		'_flattr_url',
		'_flattr_thing',
		'_flattr_told',
		'_flattr_trouble',
	);
	array_map( 'delete_post_meta_by_key', $keys );

	array_map( 'wp_unschedule_hook', array( 'flattr_send', 'flattr_sweep', 'flattr_look_after_claim' ) );
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( '', array(), 'flattr' );
	}

	// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- The table is the plugin's own.
	$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}flattr_outbox" );
}

/**
 * Takes away what every site has, and what they share.
 */
function uninstall() {
	if ( is_multisite() ) {
		$sites = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);
		foreach ( $sites as $site ) {
			switch_to_blog( $site );
			uninstall_from_site();
			restore_current_blog();
		}
		delete_site_option( 'flattr_network' );
	} else {
		uninstall_from_site();
	}
	delete_metadata( 'user', 0, 'flattr_handle', '', true );
}

uninstall();
