<?php
/**
 * What can be chosen about the button.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The fields of the settings page below its steps, by WordPress's Settings API.
 */
final class Settings_Choices {

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'admin_init', array( $this, 'register' ) );
	}

	/**
	 * Registers the fields.
	 */
	public function register() {
		add_settings_section( 'flattr_where', __( 'The button', 'flattr' ), '__return_null', Settings_Page::SLUG );
		$fields = array(
			'post_types' => __( 'On', 'flattr' ),
			'placement'  => __( 'Place', 'flattr' ),
			'variant'    => __( 'Looks', 'flattr' ),
			'label'      => __( 'Words', 'flattr' ),
			'count'      => __( 'Count', 'flattr' ),
			'links'      => __( 'Links for programs', 'flattr' ),
		);
		foreach ( $fields as $name => $title ) {
			$for = 'label' === $name ? array( 'label_for' => 'flattr-label' ) : array();
			add_settings_field( "flattr_$name", $title, array( $this, "show_$name" ), Settings_Page::SLUG, 'flattr_where', $for );
		}
	}

	/**
	 * Shows the types of posts.
	 */
	public function show_post_types() {
		$chosen = Settings::all()['post_types'];
		echo '<fieldset><legend class="screen-reader-text">' . esc_html__( 'On', 'flattr' ) . '</legend>';
		foreach ( Settings::post_types() as $name => $type ) {
			self::box( 'checkbox', 'post_types][', $name, in_array( $name, $chosen, true ), $type->labels->name );
		}
		echo '<p class="description">' . esc_html__( 'These are registered when you publish them, and have the button. A post can differ.', 'flattr' ) . '</p></fieldset>';
	}

	/**
	 * Shows where the button can stand.
	 */
	public function show_placement() {
		$this->radios(
			'placement',
			__( 'Place', 'flattr' ),
			array(
				'after'  => __( 'Below the text', 'flattr' ),
				'before' => __( 'Above the text', 'flattr' ),
				'both'   => __( 'Above and below', 'flattr' ),
				'none'   => __( 'Only where I put the block or the shortcode [flattr]', 'flattr' ),
			)
		);
	}

	/**
	 * Shows how the button can look.
	 */
	public function show_variant() {
		$this->radios(
			'variant',
			__( 'Looks', 'flattr' ),
			array(
				'solid'   => __( 'Solid', 'flattr' ),
				'quiet'   => __( 'Quiet', 'flattr' ),
				'compact' => __( 'Compact', 'flattr' ),
			)
		);
	}

	/**
	 * Shows the button's own words.
	 */
	public function show_label() {
		printf(
			'<input type="text" class="regular-text" id="flattr-label" name="%s[label]" value="%s" maxlength="%d" placeholder="Flattr" aria-describedby="flattr-label-says">',
			esc_attr( Settings::OPTION ),
			esc_attr( Settings::all()['label'] ),
			(int) Settings::LABEL_MAX
		);
		echo '<p class="description" id="flattr-label-says">' . esc_html__( 'Empty for what the button says by itself.', 'flattr' ) . '</p>';
	}

	/**
	 * Shows whether the button counts.
	 */
	public function show_count() {
		self::box( 'checkbox', 'count', '1', Settings::all()['count'], __( 'Show how often a post was flattred this month', 'flattr' ) );
		echo '<p class="description">' . esc_html__( 'To know that, a reader’s browser asks the instance when it shows the post. Without it, it asks when the button is pressed.', 'flattr' ) . '</p>';
	}

	/**
	 * Shows the links that programs read.
	 */
	public function show_links() {
		$all = Settings::all();
		echo '<fieldset><legend class="screen-reader-text">' . esc_html__( 'Links for programs', 'flattr' ) . '</legend>';
		self::box( 'checkbox', 'head_links', '1', $all['head_links'], __( 'In the head of each post', 'flattr' ) );
		self::box( 'checkbox', 'feed_links', '1', $all['feed_links'], __( 'In feeds', 'flattr' ) );
		echo '<p class="description">' . esc_html__( 'With these, feed readers and browsers find out that a post can be flattred.', 'flattr' ) . '</p></fieldset>';
	}

	/**
	 * Shows a choice of one.
	 *
	 * @param string                $name    Which setting.
	 * @param string                $title   What it is called.
	 * @param array<string, string> $choices The values and what they are called.
	 */
	private function radios( $name, $title, array $choices ) {
		$chosen = Settings::all()[ $name ];
		echo '<fieldset><legend class="screen-reader-text">' . esc_html( $title ) . '</legend>';
		foreach ( $choices as $value => $words ) {
			self::box( 'radio', $name, $value, $chosen === $value, $words );
		}
		echo '</fieldset>';
	}

	/**
	 * Shows a box to tick with its words.
	 *
	 * @param string $type    `checkbox` or `radio`.
	 * @param string $name    Which setting.
	 * @param string $value   What it stands for.
	 * @param bool   $is_on   Whether it is ticked.
	 * @param string $words   Its words.
	 */
	private static function box( $type, $name, $value, $is_on, $words ) {
		printf(
			'<label class="flattr-box"><input type="%s" name="%s[%s]" value="%s"%s> %s</label><br>',
			esc_attr( $type ),
			esc_attr( Settings::OPTION ),
			esc_attr( $name ),
			esc_attr( $value ),
			checked( $is_on, true, false ),
			esc_html( $words )
		);
	}
}
