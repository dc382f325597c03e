<?php
/**
 * Makes the calls that a test names, and prints what each gave.
 *
 * `php ask.php <the plugin's folder> <JSON of endpoint, options and calls>`.
 *
 * @package Flattr
 */

use Flattr\Client\Client;
use Flattr\Client\Failure;

error_reporting( E_ALL );
set_error_handler(
	static function ( $level, $message, $file, $line ) {
		if ( error_reporting() & $level ) {
			throw new ErrorException( $message, 0, $level, $file, $line );
		}
		return false;
	}
);

list( , $folder, $asked ) = $argv;
foreach ( array( 'interface-transport', 'class-unreachable', 'class-failure', 'class-answer', 'class-core', 'generated/class-operations', 'class-client' ) as $file ) {
	require_once "$folder/client/$file.php";
}
require_once __DIR__ . '/class-stream-transport.php';

$asked = json_decode( $asked, true );
$given = array();
try {
	$client = new Client( $asked['endpoint'], new Stream_Transport(), $asked['options'] );
	foreach ( $asked['calls'] as $call ) {
		if ( isset( $call['base64'] ) ) {
			$call['variables']['things'][0]['title'] = base64_decode( $call['base64'] );
		}
		$arguments = array( $call['variables'] ?? array() );
		if ( isset( $call['key'] ) ) {
			$arguments[] = $call['key'];
		}
		try {
			$given[] = array( 'answer' => $client->{$call['method']}( ...$arguments ) );
		} catch ( Failure $failure ) {
			$given[] = array(
				'failure' => array(
					'code'       => $failure->code_name,
					'message'    => $failure->getMessage(),
					'requestId'  => $failure->request_id,
					'retryAfter' => $failure->retry_after,
					'status'     => $failure->status,
					'temporary'  => $failure->is_temporary(),
					'previous'   => $failure->getPrevious() ? get_class( $failure->getPrevious() ) : null,
				),
			);
		}
	}
} catch ( InvalidArgumentException $misuse ) {
	$given[] = array( 'misuse' => $misuse->getMessage() );
}
echo json_encode( $given, JSON_THROW_ON_ERROR );
