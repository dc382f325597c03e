<?php
/**
 * What an author says of themselves.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The handle of an author on the instance, in their profile. It names them on their posts and lets the site's owner propose a split
 * with them; by itself it gives nobody anything.
 */
final class Author_Settings {

	const KEY = 'flattr_handle';

	const NONCE = 'flattr_author_nonce';

	/**
	 * Waits for profiles to be shown and saved.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'register' ) );
		add_action( 'show_user_profile', array( $this, 'show' ) );
		add_action( 'edit_user_profile', array( $this, 'show' ) );
		add_action( 'personal_options_update', array( $this, 'save' ) );
		add_action( 'edit_user_profile_update', array( $this, 'save' ) );
	}

	/**
	 * Brings whatever is kept into form, whoever keeps it.
	 */
	public function register() {
		register_meta(
			'user',
			self::KEY,
			array(
				'type'              => 'string',
				'single'            => true,
				'default'           => '',
				'description'       => __( 'The author’s handle on the Flattr instance.', 'flattr' ),
				'sanitize_callback' => array( Thing_Words::class, 'handle' ),
				'auth_callback'     => static function ( $allowed, $key, $user_id ) {
					return current_user_can( 'edit_user', $user_id );
				},
			)
		);
	}

	/**
	 * The handle of an author, or an empty text.
	 *
	 * @param int $user_id The author.
	 * @return string
	 */
	public static function handle( $user_id ) {
		return Thing_Words::handle( get_user_meta( $user_id, self::KEY, true ) );
	}

	/**
	 * The page of an author on the instance, or an empty text.
	 *
	 * @param int $user_id The author.
	 * @return string
	 */
	public static function page( $user_id ) {
		$handle = self::handle( $user_id );
		return '' === $handle || '' === Settings::instance() ? '' : Settings::instance() . "/u/$handle";
	}

	/**
	 * Shows the field in a profile.
	 *
	 * @param \WP_User $user Whose profile it is.
	 */
	public function show( $user ) {
		if ( ! current_user_can( 'edit_user', $user->ID ) ) {
			return;
		}
		wp_nonce_field( self::nonce_action( $user->ID ), self::NONCE, false );
		?>
		<h2><?php esc_html_e( 'Flattr', 'flattr' ); ?></h2>
		<table class="form-table" role="presentation">
			<tr>
				<th scope="row"><label for="flattr_handle"><?php esc_html_e( 'Flattr handle', 'flattr' ); ?></label></th>
				<td>
					<input type="text" class="regular-text code" id="flattr_handle" name="flattr_handle" maxlength="31" autocapitalize="none" spellcheck="false"
						aria-describedby="flattr_handle_hint" value="<?php echo esc_attr( self::handle( $user->ID ) ); ?>" />
					<p class="description" id="flattr_handle_hint">
						<?php esc_html_e( 'Your posts name you by it. What they are given goes to whoever owns this site on Flattr, until a split with you is proposed there and accepted.', 'flattr' ); ?>
					</p>
				</td>
			</tr>
		</table>
		<?php
	}

	/**
	 * Keeps the field of a profile. What is no handle leaves the one before.
	 *
	 * @param int $user_id Whose profile it is.
	 */
	public function save( $user_id ) {
		$nonce = isset( $_POST[ self::NONCE ] ) && is_string( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		if ( ! wp_verify_nonce( $nonce, self::nonce_action( $user_id ) ) || ! current_user_can( 'edit_user', $user_id ) ) {
			return;
		}
		if ( ! isset( $_POST['flattr_handle'] ) || ! is_string( $_POST['flattr_handle'] ) ) {
			return;
		}
		$written = sanitize_text_field( wp_unslash( $_POST['flattr_handle'] ) );
		$handle  = Thing_Words::handle( $written );
		if ( '' === $written || '' !== $handle ) {
			update_user_meta( $user_id, self::KEY, $handle );
		}
	}

	/**
	 * The action that a profile's nonce is for.
	 *
	 * @param int $user_id Whose profile it is.
	 * @return string
	 */
	private static function nonce_action( $user_id ) {
		return "flattr_author_$user_id";
	}
}
