<?php
/**
 * Puts the plugin together.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The one list of what the plugin consists of.
 */
final class Plugin {

	/**
	 * Lets each part hook itself into WordPress.
	 */
	public static function start() {
		foreach ( self::parts() as $part ) {
			$part->hook();
		}
	}

	/**
	 * The parts, each of which has one public method `hook()` that adds its actions and filters, and nothing else happens there.
	 *
	 * @return object[]
	 */
	private static function parts() {
		return array(
			new Translations(),
			new Settings(),
			new Network(),
			new Settings_Page(),
			new Settings_Choices(),
			new Settings_Actions(),
			new Handshake(),
			new Figures(),
			new Dashboard_Widget(),
			new Button(),
			new Block(),
			new Shortcode(),
			new Auto_Insert(),
			new Head(),
			new Feed_So_Far(),
			new Feeds(),
			new Podcast(),
			new Rest_Funding(),
			new Post_Settings(),
			new Post_Box(),
			new Author_Settings(),
			new Old_Post(),
			new Old_Markup(),
			new Registrar(),
			new Rescan(),
			new Wake(),
			new Sender_State(),
			new Sender_Notice(),
			new Backfill_Panel(),
			new Posts_Column(),
			new Rest_Progress(),
			new Cli_Command(),
		);
	}
}
