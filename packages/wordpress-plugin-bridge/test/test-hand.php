<?php
/**
 * What a test does in WordPress: runs the PHP that is posted with the secret, and answers what it returned as JSON.
 */

( function () {
	$hand = static function () {
		if ( ! isset( $_SERVER['HTTP_X_TEST_SECRET'] ) || '{{secret}}' !== $_SERVER['HTTP_X_TEST_SECRET'] ) {
			return;
		}
		ob_start();
		try {
			$told = array( 'returned' => eval( file_get_contents( 'php://input' ) ) );
		} catch ( Throwable $trouble ) {
			$told = array( 'trouble' => get_class( $trouble ) . ': ' . $trouble->getMessage() . ' ' . $trouble->getFile() . ':' . $trouble->getLine() );
		}
		$told['said'] = ob_get_clean();
		status_header( 200 );
		header( 'content-type: application/json' );
		echo json_encode( $told, JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION );
		exit;
	};
	// What WordPress itself schedules asks for updates and for its own pages, and takes long where there is no network.
	add_filter(
		'schedule_event',
		static function ( $event ) {
			return $event && false !== strpos( $event->hook, 'flattr' ) ? $event : false;
		}
	);
	// The site's name is known to the tests alone: it does not reach itself, and is told so before it looks for long.
	add_filter(
		'pre_http_request',
		static function ( $answer, $args, $url ) {
			return 0 === strpos( $url, home_url() ) ? new WP_Error( 'no_loopback', 'This site does not reach itself.' ) : $answer;
		},
		10,
		3
	);
	$where = isset( $_SERVER['HTTP_X_TEST_ADMIN'] ) ? 'admin_init' : 'wp_loaded';
	add_action( $where, $hand, 9999 );
} )();
