<?php
/**
 * Sends by WordPress.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Transport;
use Flattr\Client\Unreachable;

defined( 'ABSPATH' ) || exit;

/**
 * Posts by `wp_remote_post`, with what the site's owner and other plugins set for it, such as a proxy.
 */
final class WordPress_Transport implements Transport {

	/**
	 * More than this is no answer of the API.
	 */
	const BYTES_MAX = 5 * 1024 * 1024;

	/**
	 * Posts a body and gives the answer, of whatever status.
	 *
	 * Addresses of the own network are asked, too: the site's owner names the instance, and it may be one at home.
	 *
	 * @param string                $url     Where it is sent.
	 * @param array<string, string> $headers By their names.
	 * @param string                $body    What is sent.
	 * @param int                   $timeout How many seconds the answer may take.
	 * @return array{status: int, headers: array<string, string>, body: string}
	 * @throws Unreachable Where no answer came.
	 */
	public function send( $url, array $headers, $body, $timeout ) {
		$options = array(
			'headers'             => $headers,
			'body'                => $body,
			'data_format'         => 'body',
			'timeout'             => $timeout,
			'redirection'         => 0,
			'reject_unsafe_urls'  => false,
			'sslverify'           => true,
			'limit_response_size' => self::BYTES_MAX,
		);
		if ( isset( $headers['User-Agent'] ) ) {
			$options['user-agent'] = $headers['User-Agent'];
		}
		$answer = wp_remote_post( $url, $options );
		if ( is_wp_error( $answer ) ) {
			throw new Unreachable( $answer->get_error_message() ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Who shows it escapes it.
		}
		return array(
			'status'  => (int) wp_remote_retrieve_response_code( $answer ),
			'headers' => self::headers_of( $answer ),
			'body'    => (string) wp_remote_retrieve_body( $answer ),
		);
	}

	/**
	 * The answer's headers; one that came several times is their list.
	 *
	 * @param array<string, mixed> $answer What `wp_remote_post` gave.
	 * @return array<string, string>
	 */
	private static function headers_of( array $answer ) {
		$headers = array();
		foreach ( wp_remote_retrieve_headers( $answer ) as $name => $value ) {
			$headers[ strtolower( (string) $name ) ] = implode( ', ', (array) $value );
		}
		return $headers;
	}
}
