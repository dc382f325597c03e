<?php
/**
 * A transport of PHP's own streams: the client works without WordPress.
 *
 * @package Flattr
 */

use Flattr\Client\Transport;
use Flattr\Client\Unreachable;

/**
 * Posts by `file_get_contents`.
 */
final class Stream_Transport implements Transport {

	/**
	 * Posts a body and gives the answer, of whatever status.
	 *
	 * @param string                $url     Where it is sent.
	 * @param array<string, string> $headers By their names.
	 * @param string                $body    What is sent.
	 * @param int                   $timeout How many seconds the answer may take.
	 * @return array{status: int, headers: array<string, string>, body: string}
	 * @throws Unreachable Where no answer came.
	 */
	public function send( $url, array $headers, $body, $timeout ) {
		$lines = array();
		foreach ( $headers as $name => $value ) {
			$lines[] = "$name: $value";
		}
		$http = array(
			'method'          => 'POST',
			'header'          => $lines,
			'content'         => $body,
			'timeout'         => $timeout,
			'ignore_errors'   => true,
			'follow_location' => 0,
		);
		$text = @file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
		if ( false === $text || empty( $http_response_header ) ) {
			throw new Unreachable( error_get_last()['message'] ?? 'no answer' );
		}
		$found = array();
		foreach ( array_slice( $http_response_header, 1 ) as $line ) {
			list( $name, $value ) = explode( ':', $line, 2 ) + array( 1 => '' );
			$found[ $name ]       = trim( $value );
		}
		return array(
			'status'  => (int) explode( ' ', $http_response_header[0] )[1],
			'headers' => $found,
			'body'    => $text,
		);
	}
}
