<?php
/**
 * Brings what authors, readers' requests and old pages write into the form of a thing.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Reads any text as one of the words by which a thing is described; what is none of them is the empty text.
 */
final class Thing_Words {

	const KINDS = array( 'ARTICLE', 'AUDIO', 'VIDEO', 'IMAGE', 'SOFTWARE', 'PERSON', 'OTHER' );

	/** The categories of the first Flattr. */
	const OLD_KINDS = array(
		'text'     => 'ARTICLE',
		'images'   => 'IMAGE',
		'image'    => 'IMAGE',
		'video'    => 'VIDEO',
		'audio'    => 'AUDIO',
		'software' => 'SOFTWARE',
		'people'   => 'PERSON',
		'rest'     => 'OTHER',
	);

	/** Codes of languages that have others by now. */
	const RENAMED_LANGUAGES = array(
		'iw' => 'he',
		'in' => 'id',
		'no' => 'nb',
	);

	const TITLE_MOST = 300;
	const TAGS_MOST  = 20;
	const TAG_MOST   = 50;
	const URL_MOST   = 2048;

	/**
	 * One line of plain text, without control characters and of at most so many units of UTF-16, in which the instance counts.
	 *
	 * @param mixed $text Any text.
	 * @param int   $most The most units.
	 * @return string
	 */
	public static function line( $text, $most = self::TITLE_MOST ) {
		if ( ! is_scalar( $text ) ) {
			return '';
		}
		$line = wp_check_invalid_utf8( (string) $text, true );
		$line = preg_replace( '/[\p{Cc}\p{Z}\s\x{FEFF}]+/u', ' ', $line );
		$line = trim( null === $line ? '' : $line );
		$cut  = mb_substr( $line, 0, $most );
		$over = mb_strlen( $cut ) + (int) preg_match_all( '/[\x{10000}-\x{10FFFF}]/u', $cut ) - $most;
		return $over > 0 ? self::line( mb_substr( $cut, 0, mb_strlen( $cut ) - (int) ceil( $over / 2 ) ), $most ) : trim( $cut );
	}

	/**
	 * The text that HTML shows, in one line.
	 *
	 * @param mixed $html Any HTML.
	 * @param int   $most The most units of UTF-16.
	 * @return string
	 */
	public static function shown( $html, $most = self::TITLE_MOST ) {
		$text = is_scalar( $html ) ? wp_strip_all_tags( (string) $html ) : '';
		return self::line( html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' ), $most );
	}

	/**
	 * A kind of thing, or a category of the first Flattr as the kind it is now.
	 *
	 * @param mixed $text Any text.
	 * @return string One of KINDS, or an empty text.
	 */
	public static function kind( $text ) {
		$word = is_string( $text ) ? trim( $text ) : '';
		$kind = strtoupper( $word );
		if ( in_array( $kind, self::KINDS, true ) ) {
			return $kind;
		}
		$word = strtolower( $word );
		return isset( self::OLD_KINDS[ $word ] ) ? self::OLD_KINDS[ $word ] : '';
	}

	/**
	 * A BCP 47 tag of language, script and region, read from a tag or from a locale such as `de_DE_formal`.
	 *
	 * @param mixed $text Any text.
	 * @return string
	 */
	public static function language( $text ) {
		$written = is_string( $text ) ? str_replace( '_', '-', trim( $text ) ) : '';
		if ( strlen( $written ) > 35 || ! preg_match( '/^([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?(-[a-z0-9]{4,8})*$/iD', $written, $parts ) ) {
			return '';
		}
		$language = strtolower( $parts[1] );
		$language = isset( self::RENAMED_LANGUAGES[ $language ] ) ? self::RENAMED_LANGUAGES[ $language ] : $language;
		return $language . ucwords( strtolower( isset( $parts[2] ) ? $parts[2] : '' ), '-' ) . strtoupper( isset( $parts[3] ) ? $parts[3] : '' );
	}

	/**
	 * Up to twenty tags, each once; a tag that is too long is none.
	 *
	 * @param mixed $tags A list, or one text of them with commas.
	 * @return string[]
	 */
	public static function tags( $tags ) {
		$list = is_string( $tags ) ? explode( ',', $tags ) : ( is_array( $tags ) ? $tags : array() );
		$read = array();
		foreach ( $list as $tag ) {
			$word = self::shown( $tag, self::TAG_MOST + 1 );
			if ( '' !== $word && $word === self::line( $word, self::TAG_MOST ) ) {
				$read[] = $word;
			}
		}
		return array_slice( array_values( array_unique( $read ) ), 0, self::TAGS_MOST );
	}

	/**
	 * A yes or no as shortcodes have it: `n`, `no`, `off`, `false`, `0` and nothing are no.
	 *
	 * @param mixed $text Any text.
	 * @return bool
	 */
	public static function flag( $text ) {
		if ( ! is_scalar( $text ) ) {
			return false;
		}
		return ! in_array( strtolower( trim( (string) $text ) ), array( '', '0', 'n', 'no', 'off', 'false' ), true );
	}

	/**
	 * An address on the web in full, resolved against the site's; or an empty text.
	 *
	 * @param mixed $text Any text.
	 * @return string
	 */
	public static function address( $text ) {
		$written = is_string( $text ) ? trim( $text ) : '';
		if ( '' === $written || strlen( $written ) > self::URL_MOST || preg_match( '/[\x00-\x1f\x7f]/', $written ) ) {
			return '';
		}
		$address = esc_url_raw( \WP_Http::make_absolute_url( $written, home_url( '/' ) ), array( 'http', 'https' ) );
		$parts   = wp_parse_url( $address );
		return is_array( $parts ) && ! empty( $parts['host'] ) && isset( $parts['scheme'] ) ? $address : '';
	}

	/**
	 * The handle that somebody means who writes capitals or an `@` before it, or an empty text.
	 *
	 * @param mixed $text Any text.
	 * @return string
	 */
	public static function handle( $text ) {
		$handle = is_string( $text ) ? strtolower( preg_replace( '/^@/', '', trim( $text ) ) ) : '';
		return preg_match( '/^[a-z0-9][a-z0-9-]{1,29}$/D', $handle ) ? $handle : '';
	}
}
