<?php
/**
 * Reads what an instance answers.
 *
 * @package Flattr
 */

namespace Flattr\Client;

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Who shows a message escapes it; the client knows no page.

/**
 * The data of a GraphQL answer, or a failure that says why there is none; never half an answer.
 */
final class Answer {

	const CODE_OF_STATUS = array(
		401 => 'UNAUTHENTICATED',
		403 => 'FORBIDDEN',
		404 => 'UNREADABLE',
		429 => 'RATE_LIMITED',
	);

	/**
	 * Gives the data.
	 *
	 * @param string                                                           $endpoint Who answered.
	 * @param array{status: int, headers: array<string, string>, body: string} $response What a transport gave.
	 * @return array<string, mixed>
	 * @throws Failure Where there is no data.
	 */
	public static function read( $endpoint, array $response ) {
		$status  = (int) $response['status'];
		$headers = array_change_key_case( $response['headers'] );
		$details = array(
			'status'      => $status,
			'request_id'  => $headers['x-request-id'] ?? null,
			'retry_after' => self::seconds_in( $headers['retry-after'] ?? '' ),
		);
		$answer  = json_decode( $response['body'], true, 512, JSON_BIGINT_AS_STRING );
		if ( ! is_array( $answer ) || ! ( array_key_exists( 'data', $answer ) || ! empty( $answer['errors'] ) ) ) {
			$code = $status >= 500 ? 'INTERNAL' : ( self::CODE_OF_STATUS[ $status ] ?? 'UNREADABLE' );
			throw new Failure( $code, "$endpoint answered $status without a GraphQL result", $details );
		}
		if ( ! empty( $answer['errors'] ) ) {
			throw self::failure( (array) reset( $answer['errors'] ), $details, "$endpoint answered $status" );
		}
		return (array) $answer['data'];
	}

	/**
	 * The failure that the first of the answer's errors tells.
	 *
	 * @param array<string, mixed>                                                    $error   What stands in `errors`.
	 * @param array{request_id: string|null, retry_after: float|null, status: int} $details What the headers said.
	 * @param string                                                                  $instead What to say without a message.
	 * @return Failure
	 */
	private static function failure( array $error, array $details, $instead ) {
		$more = isset( $error['extensions'] ) && is_array( $error['extensions'] ) ? $error['extensions'] : array();
		$code = $more['code'] ?? null;
		if ( ! in_array( $code, Failure::CODES, true ) ) {
			$status = $details['status'];
			$code   = self::CODE_OF_STATUS[ $status ] ?? ( $status >= 500 ? 'INTERNAL' : 'BAD_USER_INPUT' );
		}
		if ( isset( $more['requestId'] ) && is_string( $more['requestId'] ) ) {
			$details['request_id'] = $more['requestId'];
		}
		if ( isset( $more['retryAfterMs'] ) && is_numeric( $more['retryAfterMs'] ) ) {
			$details['retry_after'] = $more['retryAfterMs'] / 1000;
		}
		$message = isset( $error['message'] ) && is_string( $error['message'] ) ? $error['message'] : $instead;
		return new Failure( $code, $message, $details );
	}

	/**
	 * `Retry-After` is in seconds or a date; either becomes seconds from now.
	 *
	 * @param string $header Its text.
	 * @return float|null
	 */
	private static function seconds_in( $header ) {
		if ( '' === $header ) {
			return null;
		}
		if ( ctype_digit( $header ) ) {
			return (float) $header;
		}
		$at = strtotime( $header );
		return false === $at ? null : max( 0.0, (float) $at - time() );
	}
}
