<?php
/**
 * Finds out what a pasted token may do.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Client;
use Flattr\Client\Failure;

defined( 'ABSPATH' ) || exit;

/**
 * A token does not say what it may do; what it may not do is refused. So each thing that the plugin does is tried, without effect.
 */
final class Token_Scopes {

	/**
	 * Which of the scopes that the plugin uses a token has.
	 *
	 * @param Client $client A client with that token, of somebody who has `me:read`.
	 * @return array<string, bool>
	 * @throws Failure Where that could not be found out.
	 */
	public static function tried( Client $client ) {
		return array(
			'me:read'       => true,
			'things:write'  => self::is_allowed(
				static function () use ( $client ) {
					$client->register_things( array( 'things' => array() ) );
				}
			),
			'claims:write'  => self::is_allowed(
				static function () use ( $client ) {
					$client->claims( array( 'first' => 1 ) );
				}
			),
			'earnings:read' => self::is_allowed(
				static function () use ( $client ) {
					$client->earnings( array( 'first' => 1 ) );
				}
			),
		);
	}

	/**
	 * Whether something is allowed.
	 *
	 * @param callable $asking Asks for it.
	 * @return bool
	 * @throws Failure Where that could not be found out.
	 */
	private static function is_allowed( callable $asking ) {
		try {
			$asking();
			return true;
		} catch ( Failure $failure ) {
			if ( 'FORBIDDEN' === $failure->code_name ) {
				return false;
			}
			throw $failure;
		}
	}
}
