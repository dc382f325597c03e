<?php
/**
 * Where a post is rewarded, in the REST API.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The field `funding` of posts in the REST API, for sites and apps that show them elsewhere.
 */
final class Rest_Funding {

	/**
	 * Waits for the REST API.
	 */
	public function hook() {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * Adds the field to every type that everybody may read.
	 */
	public function register() {
		register_rest_field(
			array_values( array_filter( get_post_types( array( 'show_in_rest' => true ) ), 'is_post_type_viewable' ) ),
			'funding',
			array(
				'get_callback' => array( $this, 'read' ),
				'schema'       => array(
					'description' => __( 'Where readers flattr this post; null where it cannot be flattred.', 'flattr' ),
					'type'        => array( 'object', 'null' ),
					'context'     => array( 'view', 'edit', 'embed' ),
					'readonly'    => true,
					'properties'  => array(
						'url'      => array(
							'description' => __( 'The page of the instance that asks whether to flattr it.', 'flattr' ),
							'type'        => 'string',
							'format'      => 'uri',
							'readonly'    => true,
						),
						'instance' => array(
							'description' => __( 'The origin of the Flattr instance.', 'flattr' ),
							'type'        => 'string',
							'format'      => 'uri',
							'readonly'    => true,
						),
						'count'    => array(
							'description' => __( 'Where its flattrs of this month are told as JSON.', 'flattr' ),
							'type'        => 'string',
							'format'      => 'uri',
							'readonly'    => true,
						),
					),
				),
			)
		);
	}

	/**
	 * The field of a post.
	 *
	 * @param array<string, mixed> $prepared What the API says of the post so far.
	 * @return array{url: string, instance: string, count: string}|null
	 */
	public function read( $prepared ) {
		$post = get_post( isset( $prepared['id'] ) ? (int) $prepared['id'] : 0 );
		if ( ! $post || '' === Settings::instance() || ! Thing_Of_Post::is_flattrable( $post ) ) {
			return null;
		}
		$url = Thing_Of_Post::of( $post )['url'];
		return array(
			'url'      => Button::page( array( 'url' => $url ) ),
			'instance' => Settings::instance(),
			'count'    => Settings::instance() . '/counts?url=' . rawurlencode( $url ),
		);
	}
}
