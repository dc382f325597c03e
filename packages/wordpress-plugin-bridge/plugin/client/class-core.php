<?php
/**
 * Sends documents to one instance.
 *
 * @package Flattr
 */

namespace Flattr\Client;

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Who shows a message escapes it; the client knows no page.

/**
 * One POST per document, sent again where that may help: when nobody was reached, the other side failed, or it was asked too often.
 */
abstract class Core {

	/**
	 * The instance's GraphQL address.
	 *
	 * @var string
	 */
	private $endpoint;

	/**
	 * What the requests are sent by.
	 *
	 * @var Transport
	 */
	private $transport;

	/**
	 * What holds for every request.
	 *
	 * @var array{token: string|null, retries: int, longest_wait: float, timeout: int, language: string, user_agent: string}
	 */
	private $options;

	/**
	 * A client of one instance. An option that cannot be right is refused here, in a sentence that never repeats a token.
	 *
	 * `token`: a personal access token or an app's; without one the client reads what is public. `retries`: how often a request
	 * that failed is sent again, 2 times by default. `longest_wait`: whoever would have to wait longer for it, in seconds, is told
	 * so instead; 30 by default. `timeout`: how many seconds an answer may take, 15 by default. `language`: an `Accept-Language`
	 * for the sentences of refusals. `user_agent`: how the client names itself.
	 *
	 * @param string    $endpoint  Such as `https://flattr.example/graphql`.
	 * @param Transport $transport What the requests are sent by.
	 * @param array{ token?: string|null, retries?: int, longest_wait?: float|int, timeout?: int, language?: string, user_agent?: string } $options What differs from the above.
	 * @throws \InvalidArgumentException Where one of them cannot be right.
	 */
	public function __construct( $endpoint, Transport $transport, array $options = array() ) {
		$this->endpoint  = $endpoint;
		$this->transport = $transport;
		$this->options   = array_merge(
			array(
				'token'        => null,
				'retries'      => 2,
				'longest_wait' => 30,
				'timeout'      => 15,
				'language'     => '',
				'user_agent'   => 'flattr-php',
			),
			$options
		);
		$parts           = parse_url( $endpoint ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- The client knows no WordPress.
		if ( ! $parts || empty( $parts['host'] ) || ! in_array( $parts['scheme'] ?? '', array( 'http', 'https' ), true ) ) {
			throw new \InvalidArgumentException( 'The endpoint is no http or https address.' );
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			throw new \InvalidArgumentException( 'The endpoint carries a user name or a password: give a token instead.' );
		}
		if ( '' === trim( $parts['path'] ?? '', '/' ) ) {
			throw new \InvalidArgumentException( 'The endpoint has no path: it is such as https://flattr.example/graphql.' );
		}
		foreach ( array( 'token', 'language', 'user_agent' ) as $name ) {
			if ( preg_match( '/[^\x20-\x7E]/', (string) $this->options[ $name ] ) ) {
				throw new \InvalidArgumentException( "The option $name has letters that no header can carry." );
			}
		}
	}

	/**
	 * Asks a query.
	 *
	 * @param string               $document  The text of it.
	 * @param array<string, mixed> $variables Its variables.
	 * @return array<string, mixed>
	 * @throws Failure Where no data came.
	 */
	protected function ask( $document, array $variables ) {
		return $this->request( $document, $variables, array() );
	}

	/**
	 * Sends a mutation, always under the same key however often it is sent: it happens once.
	 *
	 * @param string               $document        The text of it.
	 * @param array<string, mixed> $variables       Its variables.
	 * @param string|null          $idempotency_key Visible characters of ASCII, 1 to 255 of them; one is drawn where none is given.
	 * @return array<string, mixed>
	 * @throws Failure Where no data came.
	 * @throws \InvalidArgumentException Where the key cannot be one.
	 */
	protected function mutate( $document, array $variables, $idempotency_key ) {
		if ( null !== $idempotency_key && ! preg_match( '/\A[\x21-\x7E]{1,255}\z/', $idempotency_key ) ) {
			throw new \InvalidArgumentException( 'An idempotency key has 1 to 255 visible characters of ASCII.' );
		}
		$headers = array();
		if ( null !== $idempotency_key ) {
			$headers['Idempotency-Key'] = $idempotency_key;
		} elseif ( empty( $variables['input']['idempotencyKey'] ) ) {
			$headers['Idempotency-Key'] = bin2hex( random_bytes( 16 ) );
		}
		return $this->request( $document, $variables, $headers );
	}

	/**
	 * Sends one document until it is answered, or until sending it again does not help.
	 *
	 * @param string                $document  The text of it.
	 * @param array<string, mixed>  $variables Its variables.
	 * @param array<string, string> $headers   What it has besides what all have.
	 * @return array<string, mixed>
	 * @throws Failure Where no data came.
	 */
	private function request( $document, array $variables, array $headers ) {
		$headers = array_merge( $this->headers(), $headers );
		$body    = $this->body( $document, $variables );
		for ( $tried = 0; ; $tried++ ) {
			try {
				return Answer::read( $this->endpoint, $this->send( $headers, $body ) );
			} catch ( Failure $failure ) {
				$wait = $tried < $this->options['retries'] ? $this->wait_before( $failure, $tried ) : null;
				if ( null === $wait ) {
					throw $failure;
				}
				usleep( (int) ( 1000000 * $wait ) );
			}
		}
	}

	/**
	 * Sends it once.
	 *
	 * @param array<string, string> $headers All of its headers.
	 * @param string                $body    The question.
	 * @return array{status: int, headers: array<string, string>, body: string}
	 * @throws Failure Where no answer came.
	 */
	private function send( array $headers, $body ) {
		try {
			return $this->transport->send( $this->endpoint, $headers, $body, $this->options['timeout'] );
		} catch ( Unreachable $unreachable ) {
			$message = "{$this->endpoint} cannot be reached: {$unreachable->getMessage()}";
			throw new Failure( 'UNREACHABLE', $message, array(), $unreachable );
		}
	}

	/**
	 * How many seconds to wait before a request is sent again, a part of them by chance so that not all come back at once.
	 *
	 * @param Failure $failure How it failed.
	 * @param int     $tried   How often it was sent again before.
	 * @return float|null Null where sending it again does not help, or not soon.
	 */
	private function wait_before( Failure $failure, $tried ) {
		$endless = 'RATE_LIMITED' === $failure->code_name && null === $failure->retry_after;
		$least   = (float) $failure->retry_after;
		if ( $endless || ! $failure->is_temporary() || $least > $this->options['longest_wait'] ) {
			return null;
		}
		return $least + random_int( 0, 500 ) / 1000 * 2 ** $tried;
	}

	/**
	 * What every request has.
	 *
	 * @return array<string, string>
	 */
	private function headers() {
		$headers = array(
			'Content-Type' => 'application/json',
			'Accept'       => 'application/graphql-response+json, application/json;q=0.9',
			'User-Agent'   => $this->options['user_agent'],
		);
		if ( '' !== (string) $this->options['token'] ) {
			$headers['Authorization'] = 'Bearer ' . $this->options['token'];
		}
		if ( '' !== $this->options['language'] ) {
			$headers['Accept-Language'] = $this->options['language'];
		}
		return $headers;
	}

	/**
	 * The question as JSON. Bytes that are no UTF-8, as old databases hold them, become replacement characters.
	 *
	 * @param string               $document  The text of it.
	 * @param array<string, mixed> $variables Its variables.
	 * @return string
	 */
	private function body( $document, array $variables ) {
		$question = array( 'query' => $document );
		if ( $variables ) {
			$question['variables'] = $variables;
		}
		$flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;
		return json_encode( $question, $flags ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- The client knows no WordPress.
	}
}
