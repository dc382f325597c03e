<?php
/**
 * The old plugin's widget.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The site's own button in a sidebar, under the name that it had in the old plugin: a sidebar that has one keeps it.
 */
final class Old_Widget extends \WP_Widget {

	const NAME = 'flattrglobalwidget';

	/**
	 * Names the widget as it was named.
	 */
	public function __construct() {
		parent::__construct(
			self::NAME,
			__( 'Flattr button of the site', 'flattr' ),
			array(
				'classname'             => 'widget_flattrglobal',
				'description'           => __( 'Lets readers flattr the whole site.', 'flattr' ),
				'show_instance_in_rest' => true,
			)
		);
	}

	/**
	 * Shows the button, below a title if there is one.
	 *
	 * @param array<string, string> $args     What the theme puts around widgets.
	 * @param array<string, mixed>  $instance What was chosen for this one.
	 */
	public function widget( $args, $instance ) {
		$button = Button::render( Button::of_site() );
		if ( '' === $button ) {
			return;
		}
		$title = isset( $instance['title'] ) && is_string( $instance['title'] ) ? $instance['title'] : '';
		/** This filter is documented in wp-includes/widgets/class-wp-widget-pages.php */
		$title = apply_filters( 'widget_title', $title, $instance, $this->id_base );
		echo wp_kses_post( $args['before_widget'] );
		if ( $title ) {
			echo wp_kses_post( $args['before_title'] . $title . $args['after_title'] );
		}
		echo wp_kses( $button, Button::HTML );
		echo wp_kses_post( $args['after_widget'] );
	}

	/**
	 * What is kept of a choice.
	 *
	 * @param array<string, mixed> $new_instance What was chosen.
	 * @param array<string, mixed> $old_instance What was chosen before.
	 * @return array{title: string}
	 */
	public function update( $new_instance, $old_instance ) {
		return array( 'title' => isset( $new_instance['title'] ) && is_string( $new_instance['title'] ) ? sanitize_text_field( $new_instance['title'] ) : '' );
	}

	/**
	 * Shows the choice.
	 *
	 * @param array<string, mixed> $instance What was chosen.
	 */
	public function form( $instance ) {
		printf(
			'<p><label for="%1$s">%2$s</label> <input class="widefat" id="%1$s" name="%3$s" type="text" value="%4$s" /></p>',
			esc_attr( $this->get_field_id( 'title' ) ),
			esc_html__( 'Title:', 'flattr' ),
			esc_attr( $this->get_field_name( 'title' ) ),
			esc_attr( isset( $instance['title'] ) && is_string( $instance['title'] ) ? $instance['title'] : '' )
		);
	}
}
