<?php
/**
 * Writes amounts of money.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Writes an amount as people of the site's language read it, digit by digit from what the instance said: no float touches it.
 */
final class Amount {

	/**
	 * Such as `1.234,50 EUR`, or an empty text where it is no amount.
	 *
	 * @param mixed $money Its `amount` as an exact decimal text, and its `currency`.
	 * @return string
	 */
	public static function words( $money ) {
		global $wp_locale;
		$amount   = is_array( $money ) ? ( $money['amount'] ?? null ) : null;
		$currency = is_array( $money ) ? ( $money['currency'] ?? null ) : null;
		if ( ! is_string( $amount ) || ! is_string( $currency ) || 1 !== preg_match( '/^(-?)(\d+)(?:\.(\d+))?$/D', $amount, $parts ) || 1 !== preg_match( '/^[A-Z]{3}$/D', $currency ) ) {
			return '';
		}
		$format = $wp_locale->number_format;
		$whole  = implode( $format['thousands_sep'], array_map( 'strrev', array_reverse( str_split( strrev( $parts[2] ), 3 ) ) ) );
		$number = $parts[1] . $whole . ( isset( $parts[3] ) ? $format['decimal_point'] . $parts[3] : '' );
		/* translators: 1: an amount such as 1,234.50, 2: a currency such as EUR. */
		return sprintf( _x( '%1$s %2$s', 'an amount and its currency', 'flattr' ), $number, $currency );
	}
}
