<?php
/**
 * Notices when a token is over.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Transport;

defined( 'ABSPATH' ) || exit;

/**
 * Sends by another transport, and tells the connection when the instance does not accept its token any more, whoever asked.
 */
final class Noting_Transport implements Transport {

	/**
	 * What sends.
	 *
	 * @var Transport
	 */
	private $transport;

	/**
	 * Sends by another.
	 *
	 * @param Transport $transport What sends.
	 */
	public function __construct( Transport $transport ) {
		$this->transport = $transport;
	}

	/**
	 * Posts a body and gives the answer.
	 *
	 * @param string                $url     Where it is sent.
	 * @param array<string, string> $headers By their names.
	 * @param string                $body    What is sent.
	 * @param int                   $timeout How many seconds the answer may take.
	 * @return array{status: int, headers: array<string, string>, body: string}
	 * @throws Client\Unreachable Where no answer came.
	 */
	public function send( $url, array $headers, $body, $timeout ) {
		$answer = $this->transport->send( $url, $headers, $body, $timeout );
		if ( 401 === $answer['status'] && isset( $headers['Authorization'] ) ) {
			Connection::note_refused( substr( $headers['Authorization'], strlen( 'Bearer ' ) ) );
		}
		return $answer;
	}
}
