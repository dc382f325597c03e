<?php
/**
 * Tells how far registering a blog is.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * `GET flattr/v1/progress`, for those who may change the settings.
 */
final class Rest_Progress {

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'rest_api_init', array( $this, 'register' ) );
	}

	/**
	 * Registers the route.
	 */
	public function register() {
		register_rest_route(
			'flattr/v1',
			'/progress',
			array(
				'methods'             => \WP_REST_Server::READABLE,
				'callback'            => array( $this, 'answer' ),
				'permission_callback' => static function () {
					return current_user_can( 'manage_options' );
				},
			)
		);
	}

	/**
	 * How far it is, in numbers and in a sentence.
	 *
	 * @return \WP_REST_Response
	 */
	public function answer() {
		$progress           = Backfill::progress();
		$progress['words']  = Backfill_Panel::words( $progress );
		$progress['notice'] = Backfill_Panel::trouble( $progress );
		$response           = new \WP_REST_Response( $progress );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}
}
