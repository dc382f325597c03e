<?php
/**
 * What can go wrong besides a refusal.
 *
 * @package Flattr
 */

namespace Flattr\Client;

/**
 * No answer, or one without data. What an instance refuses is no failure: it stands in `errors` of an operation's answer.
 *
 * After `UNREACHABLE`, `UNREADABLE` or `INTERNAL` a mutation may have happened all the same: send it again with the same key.
 */
class Failure extends \Exception {

	/**
	 * The codes of the API, and two of the client: `UNREACHABLE`, no answer came; `UNREADABLE`, what answered is not Flattr's API.
	 */
	const CODES = array(
		'UNAUTHENTICATED',
		'FORBIDDEN',
		'NOT_FOUND',
		'BAD_USER_INPUT',
		'RATE_LIMITED',
		'COST_LIMIT_EXCEEDED',
		'INTERNAL',
		'UNREACHABLE',
		'UNREADABLE',
	);

	/**
	 * One of `CODES`.
	 *
	 * @var string
	 */
	public $code_name;

	/**
	 * What to quote when asking the instance's operator.
	 *
	 * @var string|null
	 */
	public $request_id;

	/**
	 * How many seconds to wait before trying again, where the API says so.
	 *
	 * @var float|null
	 */
	public $retry_after;

	/**
	 * The HTTP status, where there was an answer.
	 *
	 * @var int|null
	 */
	public $status;

	/**
	 * Says what went wrong.
	 *
	 * @param string                                                                    $code_name One of `CODES`.
	 * @param string                                                                    $message   A sentence for people.
	 * @param array{request_id?: string|null, retry_after?: float|null, status?: int|null} $details   What is known besides.
	 * @param \Throwable|null                                                           $previous  What it came from.
	 */
	public function __construct( $code_name, $message, array $details = array(), ?\Throwable $previous = null ) {
		parent::__construct( $message, 0, $previous );
		$this->code_name   = $code_name;
		$this->request_id  = $details['request_id'] ?? null;
		$this->retry_after = $details['retry_after'] ?? null;
		$this->status      = $details['status'] ?? null;
	}

	/**
	 * Whether the same request may succeed later: nobody was reached, the other side failed, or it was asked too often.
	 *
	 * @return bool
	 */
	public function is_temporary() {
		return in_array( $this->code_name, array( 'UNREACHABLE', 'INTERNAL', 'RATE_LIMITED' ), true );
	}
}
