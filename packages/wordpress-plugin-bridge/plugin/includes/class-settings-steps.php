<?php
/**
 * The steps from an empty page to a site that is proven.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Name the instance, connect, prove the site. A step that is done is one line; one whose turn has not come says what it will be.
 */
final class Settings_Steps {

	/**
	 * Shows them.
	 */
	public static function show() {
		$named     = '' !== Settings::instance();
		$connected = Connection::is_connected();
		$claim     = Handshake::kept();
		echo '<ol class="flattr-steps">';
		self::step( __( 'Your instance', 'flattr' ), $named, true, array( self::class, 'show_instance' ) );
		self::step( __( 'Connect', 'flattr' ), $connected, $named, array( self::class, 'show_connection' ), __( 'You are sent there to allow it, and come back.', 'flattr' ) );
		self::step( __( 'Prove that this site is yours', 'flattr' ), 'STANDING' === $claim['state'], $connected, array( self::class, 'show_claim' ), __( 'That happens by itself once you are connected.', 'flattr' ) );
		echo '</ol>';
	}

	/**
	 * Shows one step.
	 *
	 * @param string   $title   What it is.
	 * @param bool     $is_done Whether it is done.
	 * @param bool     $is_open Whether its turn has come.
	 * @param callable $content Shows what is in it.
	 * @param string   $until   What it says before its turn.
	 */
	private static function step( $title, $is_done, $is_open, callable $content, $until = '' ) {
		$class = $is_done ? 'is-done' : ( $is_open ? 'is-open' : 'is-later' );
		printf( '<li class="card flattr-step %s"><h2>%s', esc_attr( $class ), esc_html( $title ) );
		echo $is_done ? ' <span class="screen-reader-text">' . esc_html__( '(done)', 'flattr' ) . '</span>' : '';
		echo '</h2>';
		if ( $is_open ) {
			call_user_func( $content );
		} else {
			echo '<p class="description">' . esc_html( $until ) . '</p>';
		}
		echo '</li>';
	}

	/**
	 * Shows which instance is named, and lets name another.
	 */
	public static function show_instance() {
		$instance = Settings::instance();
		if ( '' === $instance ) {
			echo '<p>' . esc_html__( 'Flattr runs in many places, called instances. Write the address of the one where you have joined. Nothing is asked there until you connect.', 'flattr' ) . '</p>';
			self::show_instance_form( '' );
			return;
		}
		echo '<p><a href="' . esc_url( $instance ) . '">' . esc_html( $instance ) . '</a></p>';
		echo '<details><summary>' . esc_html__( 'Name another', 'flattr' ) . '</summary><p>' . esc_html__( 'This ends the connection to the one above.', 'flattr' ) . '</p>';
		self::show_instance_form( Settings::kept()['instance'] ?? '' );
		echo '</details>';
	}

	/**
	 * Shows the form in which an instance is named.
	 *
	 * @param string $value What stands in it.
	 */
	private static function show_instance_form( $value ) {
		$network = Network::instance();
		echo '<form class="flattr-row" action="' . esc_url( admin_url( 'options.php' ) ) . '" method="post">';
		settings_fields( 'flattr' );
		printf( '<input type="hidden" name="%s[part]" value="instance">', esc_attr( Settings::OPTION ) );
		printf(
			'<label class="screen-reader-text" for="flattr-instance">%s</label><input type="text" inputmode="url" autocomplete="url" spellcheck="false" class="regular-text code" id="flattr-instance" name="%s[instance]" value="%s" placeholder="%s"%s> ',
			esc_html__( 'Address of the instance', 'flattr' ),
			esc_attr( Settings::OPTION ),
			esc_attr( $value ),
			esc_attr( '' === $network ? 'https://flattr.example' : $network ),
			'' === $network ? ' required' : ''
		);
		printf( '<button type="submit" class="button %s">%s</button></form>', '' === Settings::instance() ? 'button-primary' : '', esc_html__( 'Use this instance', 'flattr' ) );
	}

	/**
	 * Shows for whom the site is connected, or how to connect it.
	 */
	public static function show_connection() {
		$instance = Settings::instance();
		if ( ! Connection::is_connected() ) {
			if ( Connection::has_ended() ) {
				echo '<div class="notice notice-error inline"><p>' . esc_html__( 'The instance has ended the connection, perhaps because you revoked it there. Connect again; what waits is sent then.', 'flattr' ) . '</p></div>';
			}
			self::show_ways_to_connect( $instance );
			return;
		}
		$handle  = Connection::handle();
		$profile = '<a href="' . esc_url( $instance . '/u/' . rawurlencode( $handle ) ) . '">' . esc_html( $handle ) . '</a>';
		/* translators: %s: the name of the person. */
		echo '<p>' . wp_kses( sprintf( __( 'This site is connected for %s.', 'flattr' ), $profile ), array( 'a' => array( 'href' => true ) ) ) . '</p>';
		$missing = Connection::missing_scopes();
		if ( $missing ) {
			/* translators: %s: scopes, such as things:write. */
			echo '<div class="notice notice-warning inline"><p>' . esc_html( sprintf( __( 'It may not do everything that this plugin can do. What is missing: %s', 'flattr' ), implode( ', ', $missing ) ) ) . '</p></div>';
		}
		Settings_Actions::show_form( 'flattr_disconnect', __( 'Disconnect', 'flattr' ) );
	}

	/**
	 * Shows the two ways to connect.
	 *
	 * @param string $instance The instance's origin.
	 */
	private static function show_ways_to_connect( $instance ) {
		echo '<p>' . esc_html__( 'The instance asks whether this site may register what you publish, prove that the site is yours, and read what you earned. It cannot give, spend or pay out anything.', 'flattr' ) . '</p>';
		Settings_Actions::show_form( 'flattr_connect', __( 'Connect', 'flattr' ), 'button-primary' );
		echo '<details><summary>' . esc_html__( 'Or paste a token', 'flattr' ) . '</summary><p>';
		$where = '<a href="' . esc_url( "$instance/me/tokens" ) . '">' . esc_html( "$instance/me/tokens" ) . '</a>';
		$kinds = array(
			'a'    => array( 'href' => true ),
			'code' => array(),
		);
		/* translators: 1: an address, 2: scopes, such as things:write. */
		$words = sprintf( __( 'Make one at %1$s with the scopes %2$s.', 'flattr' ), $where, '<code>' . str_replace( array( ' offline_access', ' ' ), array( '', '</code> <code>' ), OAuth::SCOPE ) . '</code>' );
		echo wp_kses( $words, $kinds ) . '</p>';
		echo '<form class="flattr-row" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" method="post"><input type="hidden" name="action" value="flattr_paste_token">';
		wp_nonce_field( 'flattr_paste_token', '_wpnonce', false );
		echo '<label class="screen-reader-text" for="flattr-token">' . esc_html__( 'Token', 'flattr' ) . '</label>';
		echo '<input type="password" autocomplete="off" spellcheck="false" class="regular-text code" id="flattr-token" name="token" placeholder="flt_pat_…" required> ';
		echo '<button type="submit" class="button">' . esc_html__( 'Use this token', 'flattr' ) . '</button></form></details>';
	}

	/**
	 * Shows how the claim of the site stands.
	 */
	public static function show_claim() {
		$instance = Settings::instance();
		$sites    = '<a href="' . esc_url( "$instance/me/sites" ) . '">' . esc_html( "$instance/me/sites" ) . '</a>';
		if ( ! Connection::may( 'claims:write' ) ) {
			/* translators: %s: an address. */
			echo '<p>' . wp_kses( sprintf( __( 'The connection lacks the scope claims:write, so this site cannot prove itself. You can do it by hand at %s.', 'flattr' ), $sites ), array( 'a' => array( 'href' => true ) ) ) . '</p>';
			return;
		}
		$claim = Handshake::kept();
		foreach ( array_filter( array( self::state_words( $claim ), self::found_words( $claim ), self::checked_words( $claim ) ) ) as $words ) {
			echo '<p>' . esc_html( $words ) . '</p>';
		}
		if ( '' !== $claim['trouble'] ) {
			echo '<div class="notice notice-warning inline"><p>' . esc_html( $claim['trouble'] ) . '</p></div>';
		}
		Settings_Actions::show_form( 'flattr_check_claim', __( 'Check now', 'flattr' ) );
		/* translators: %s: an address. */
		echo '<p class="description">' . wp_kses( sprintf( __( 'All your sites, and other ways to prove one: %s', 'flattr' ), $sites ), array( 'a' => array( 'href' => true ) ) ) . '</p>';
	}

	/**
	 * How the claim stands, in a sentence.
	 *
	 * @param array<string, mixed> $claim How it stands.
	 * @return string
	 */
	private static function state_words( array $claim ) {
		switch ( $claim['state'] ) {
			case 'STANDING':
				/* translators: %s: the site's address. */
				return sprintf( __( '%s is yours. What is given to its posts is yours, too.', 'flattr' ), $claim['site'] );
			case 'WAITING':
				/* translators: 1: the site's address, 2: a date. */
				return sprintf( __( '%1$s has proven itself. It is yours on %2$s, unless somebody else proves the same; until then, what its posts are given waits for you.', 'flattr' ), $claim['site'], wp_date( get_option( 'date_format' ), (int) strtotime( $claim['waits_until'] ) ) );
			case 'FROZEN':
				return __( 'Somebody else has proven this site, or one around it or in it. Nothing is paid until one of you withdraws the claim or loses the proof.', 'flattr' );
			case 'SUSPENDED':
				return __( 'This site was yours, and its proof is gone. Nothing is paid until the proof is back.', 'flattr' );
			case 'WITHDRAWN':
				return __( 'You gave this claim up at the instance.', 'flattr' );
			case 'OPEN':
				return __( 'The instance has not seen the proof yet. It is asked to look once a day.', 'flattr' );
			default:
				return __( 'Nothing is claimed yet.', 'flattr' );
		}
	}

	/**
	 * Why the instance did not see the proof, in a sentence.
	 *
	 * @param array<string, mixed> $claim How it stands.
	 * @return string
	 */
	private static function found_words( array $claim ) {
		switch ( $claim['found'] ) {
			case '':
			case 'FOUND':
				return '';
			case 'NOT_THERE':
			case 'NO_ANSWER':
			case 'NOT_THIS_FORM':
			case 'REDIRECTED':
				return __( 'It reaches this site, but not the proof at /wp-json/flattr/v1/verify. Perhaps a plugin for security or a cache keeps it from the REST API.', 'flattr' );
			case 'TOO_SLOW':
				return __( 'This site did not answer it within 5 seconds.', 'flattr' );
			default:
				return __( 'It cannot reach this site at its address. A site proves itself once it is on the public web.', 'flattr' );
		}
	}

	/**
	 * When the instance looked last.
	 *
	 * @param array<string, mixed> $claim How it stands.
	 * @return string
	 */
	private static function checked_words( array $claim ) {
		if ( 0 === $claim['checked_at'] ) {
			return '';
		}
		/* translators: %s: a span of time, such as "5 minutes". */
		return sprintf( __( 'The instance looked %s ago.', 'flattr' ), human_time_diff( $claim['checked_at'] ) );
	}
}
