<?php
/**
 * What the client sends by.
 *
 * @package Flattr
 */

namespace Flattr\Client;

/**
 * Sends one request over HTTP. It follows no redirect: a token goes to the address it was given for, or nowhere.
 */
interface Transport {

	/**
	 * Posts a body and gives the answer, of whatever status.
	 *
	 * @param string                $url     Where it is sent.
	 * @param array<string, string> $headers By their names.
	 * @param string                $body    What is sent.
	 * @param int                   $timeout How many seconds the answer may take.
	 * @return array{status: int, headers: array<string, string>, body: string} The headers' names may be in any case.
	 * @throws Unreachable Where no answer came.
	 */
	public function send( $url, array $headers, $body, $timeout );
}
