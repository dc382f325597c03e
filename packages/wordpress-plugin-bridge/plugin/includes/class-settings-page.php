<?php
/**
 * The page Settings → Flattr.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * One page from the instance's name to the button's looks. It is also where people come back to from the instance.
 */
final class Settings_Page {

	const SLUG = 'flattr';

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'admin_menu', array( $this, 'add_page' ) );
		add_action( 'update_option_' . Settings::OPTION, array( self::class, 'end_other_connection' ), 10, 0 );
		add_filter( 'plugin_action_links_' . plugin_basename( FILE ), array( $this, 'add_link' ) );
	}

	/**
	 * Adds the page to the menu.
	 */
	public function add_page() {
		$page = add_options_page( __( 'Flattr', 'flattr' ), __( 'Flattr', 'flattr' ), 'manage_options', self::SLUG, array( $this, 'show' ) );
		if ( $page ) {
			add_action( "load-$page", array( $this, 'load' ) );
		}
	}

	/**
	 * Adds a link to the page to the list of plugins.
	 *
	 * @param string[] $links Those that are there.
	 * @return string[]
	 */
	public function add_link( $links ) {
		array_unshift( $links, '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Settings', 'flattr' ) . '</a>' );
		return $links;
	}

	/**
	 * Where the page is.
	 *
	 * @return string
	 */
	public static function url() {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	/**
	 * Before the page is shown: takes back who comes from the instance, and lets go of a connection to an instance that is not
	 * named any more.
	 */
	public function load() {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		// The state that the instance sends back is what a nonce is elsewhere: random, once, for this person in this session.
		// phpcs:disable WordPress.Security.NonceVerification.Recommended
		if ( isset( $_GET['code'] ) || isset( $_GET['state'] ) || isset( $_GET['error'] ) ) {
			Settings_Actions::finish_connecting( wp_unslash( $_GET ) );
		}
		// phpcs:enable
		self::end_other_connection();
		Handshake::stay_scheduled();
		add_action( 'admin_enqueue_scripts', array( $this, 'add_style' ) );
	}

	/**
	 * Ends the connection to an instance that is not named any more.
	 */
	public static function end_other_connection() {
		if ( ! Connection::is_connected() && ! Connection::has_ended() && false !== get_option( Connection::OPTION ) ) {
			Connection::disconnect();
		}
	}

	/**
	 * Adds the page's own style to WordPress's.
	 */
	public function add_style() {
		wp_enqueue_style( 'flattr-admin', plugins_url( 'assets/admin.css', FILE ), array(), VERSION );
	}

	/**
	 * Shows the page.
	 */
	public function show() {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		echo '<div class="wrap flattr-settings"><h1>' . esc_html__( 'Flattr', 'flattr' ) . '</h1>';
		echo '<p class="flattr-lead">' . esc_html__( 'Your readers set a monthly budget and flattr what they like; at the end of the month each budget is shared among all that its owner flattred.', 'flattr' ) . '</p>';
		Settings_Steps::show();
		if ( Old_Plugin::is_there() && ! get_option( Old_Plugin::DONE ) ) {
			self::show_import();
		}
		if ( '' !== Settings::instance() ) {
			self::show_choices();
		}
		Backfill_Panel::render();
		echo '</div>';
	}

	/**
	 * Shows what is chosen about the button.
	 */
	private static function show_choices() {
		echo '<form class="flattr-choices" action="' . esc_url( admin_url( 'options.php' ) ) . '" method="post">';
		settings_fields( 'flattr' );
		printf( '<input type="hidden" name="%s[part]" value="choices">', esc_attr( Settings::OPTION ) );
		do_settings_sections( self::SLUG );
		submit_button();
		echo '</form>';
	}

	/**
	 * Offers to take over what the old plugin left.
	 */
	private static function show_import() {
		echo '<section class="card flattr-import"><h2>' . esc_html__( 'The old Flattr plugin was here', 'flattr' ) . '</h2>';
		echo '<p>' . esc_html__( 'Its shortcodes in your posts keep working. You can take over its settings, too: where the button stands, what was chosen for single posts, and which authors have a name of their own at Flattr. Nothing of the old is deleted.', 'flattr' ) . '</p>';
		Settings_Actions::show_form( 'flattr_import_old', __( 'Take over the old settings', 'flattr' ) );
		echo '</section>';
	}
}
