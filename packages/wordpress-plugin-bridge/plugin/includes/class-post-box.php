<?php
/**
 * The settings of a post in the classic editor.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * A box beside the classic editor, and beside the block editor for types that have no custom fields there.
 */
final class Post_Box {

	const NONCE = 'flattr_post_nonce';

	/**
	 * Waits for the editor, and for posts to be saved.
	 */
	public function hook() {
		add_action( 'add_meta_boxes', array( $this, 'add' ) );
		add_action( 'save_post', array( $this, 'save' ) );
	}

	/**
	 * Adds the box.
	 *
	 * @param string $type The type of the post that is edited.
	 */
	public function add( $type ) {
		if ( in_array( $type, Post_Settings::types(), true ) ) {
			$place = array( '__back_compat_meta_box' => post_type_supports( $type, 'custom-fields' ) );
			add_meta_box( 'flattr-post', __( 'Flattr', 'flattr' ), array( $this, 'show' ), $type, 'side', 'default', $place );
		}
	}

	/**
	 * Shows the box.
	 *
	 * @param \WP_Post $post The post that is edited.
	 */
	public function show( $post ) {
		wp_nonce_field( self::nonce_action( $post->ID ), self::NONCE, false );
		$switches = array(
			''     => __( 'As in the settings', 'flattr' ),
			'show' => __( 'Always', 'flattr' ),
			'hide' => __( 'Never', 'flattr' ),
		);
		$this->show_choice( $post, Post_Settings::SWITCH_KEY, __( 'Button', 'flattr' ), $switches );
		$this->show_choice( $post, Post_Settings::KIND_KEY, __( 'Kind', 'flattr' ), Post_Settings::kinds() );
		?>
		<p>
			<label for="flattr-language"><?php esc_html_e( 'Language', 'flattr' ); ?></label><br />
			<input type="text" class="widefat" id="flattr-language" name="<?php echo esc_attr( Post_Settings::LANGUAGE_KEY ); ?>" maxlength="35"
				placeholder="<?php echo esc_attr( get_bloginfo( 'language' ) ); ?>"
				value="<?php echo esc_attr( get_post_meta( $post->ID, Post_Settings::LANGUAGE_KEY, true ) ); ?>" />
		</p>
		<?php
		$split = Post_Settings::split_of( $post );
		if ( $split ) {
			/* translators: %s: the author's handle on Flattr. */
			$words = sprintf( __( 'Propose to share it with %s', 'flattr' ), $split['handle'] );
			printf( '<p><a href="%s">%s</a></p>', esc_url( $split['url'] ), esc_html( $words ) );
		}
	}

	/**
	 * Shows a choice.
	 *
	 * @param \WP_Post              $post    The post.
	 * @param string                $key     The setting.
	 * @param string                $label   What it is called.
	 * @param array<string, string> $choices Words by value.
	 */
	private function show_choice( $post, $key, $label, array $choices ) {
		$chosen = get_post_meta( $post->ID, $key, true );
		printf( '<p><label for="%1$s">%2$s</label><br /><select class="widefat" id="%1$s" name="%1$s">', esc_attr( $key ), esc_html( $label ) );
		foreach ( $choices as $value => $words ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $chosen, $value, false ), esc_html( $words ) );
		}
		echo '</select></p>';
	}

	/**
	 * Keeps what the box says; a post that is saved without it is left alone.
	 *
	 * @param int $post_id The post.
	 */
	public function save( $post_id ) {
		$nonce = isset( $_POST[ self::NONCE ] ) && is_string( $_POST[ self::NONCE ] ) ? sanitize_text_field( wp_unslash( $_POST[ self::NONCE ] ) ) : '';
		if ( ! wp_verify_nonce( $nonce, self::nonce_action( $post_id ) ) || ! current_user_can( 'edit_post', $post_id ) ) {
			return;
		}
		foreach ( array( Post_Settings::SWITCH_KEY, Post_Settings::KIND_KEY, Post_Settings::LANGUAGE_KEY ) as $key ) {
			if ( isset( $_POST[ $key ] ) && is_string( $_POST[ $key ] ) ) {
				update_post_meta( $post_id, $key, sanitize_text_field( wp_unslash( $_POST[ $key ] ) ) );
			}
		}
	}

	/**
	 * The action that a post's nonce is for.
	 *
	 * @param int $post_id The post.
	 * @return string
	 */
	private static function nonce_action( $post_id ) {
		return "flattr_post_$post_id";
	}
}
