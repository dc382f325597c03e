<?php
/**
 * Reads what the markup of the first Flattr says of a thing.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Makes the values of an old button, in whatever form they were written, into the arguments of ours. Whom they name as creator is a
 * hint that anybody could write, and is not read.
 */
final class Old_Words {

	const KEYS = array( 'url', 'title', 'category', 'language', 'tags', 'hidden', 'button' );

	/** The names of 2010, as globals of a script. */
	const GLOBALS = array(
		'url'  => 'url',
		'tle'  => 'title',
		'cat'  => 'category',
		'lng'  => 'language',
		'tag'  => 'tags',
		'hide' => 'hidden',
		'btn'  => 'button',
	);

	/**
	 * The arguments of the button that old values ask for. Of what was to stand in no list the address alone is told.
	 *
	 * @param array<string, string> $values By the names of KEYS.
	 * @return array<string, string>
	 */
	public static function arguments( array $values ) {
		$values = array_merge( array_fill_keys( self::KEYS, '' ), array_map( 'trim', $values ) );
		$look   = 'compact' === $values['button'] ? array( 'variant' => 'compact' ) : array();
		if ( Thing_Words::flag( $values['hidden'] ) ) {
			return $look + array( 'url' => $values['url'] );
		}
		return $look + array(
			'url'   => $values['url'],
			'title' => $values['title'],
			'kind'  => $values['category'],
			'lang'  => $values['language'],
			'tags'  => $values['tags'],
		);
	}

	/**
	 * The values of an anchor: `rev` counts if it begins with `flattr`, else `rel` if that does, else the data attributes; its own
	 * address, title and language hold where they say nothing.
	 *
	 * @param \WP_HTML_Tag_Processor $tag The anchor.
	 * @return array<string, string>
	 */
	public static function of_anchor( \WP_HTML_Tag_Processor $tag ) {
		$values = array(
			'url'      => (string) $tag->get_attribute( 'href' ),
			'title'    => (string) $tag->get_attribute( 'title' ),
			'language' => (string) $tag->get_attribute( 'lang' ),
		);
		foreach ( array( 'rev', 'rel' ) as $name ) {
			$written = trim( (string) $tag->get_attribute( $name ) );
			if ( 0 === strpos( $written, 'flattr' ) ) {
				return array_merge( $values, self::of_list( $written ) );
			}
		}
		foreach ( self::KEYS as $key ) {
			$written = $tag->get_attribute( "data-flattr-$key" );
			if ( is_string( $written ) && '' !== trim( $written ) ) {
				$values[ $key ] = $written;
			}
		}
		return $values;
	}

	/**
	 * The values of `flattr;key:value;key:value`, where a value may have colons.
	 *
	 * @param string $list What was written.
	 * @return array<string, string>
	 */
	private static function of_list( $list ) {
		$values = array();
		foreach ( array_slice( explode( ';', $list ), 1 ) as $part ) {
			$pair = explode( ':', $part, 2 );
			$key  = trim( $pair[0] );
			if ( in_array( $key, self::KEYS, true ) && isset( $pair[1] ) && '' !== trim( $pair[1] ) ) {
				$values[ $key ] = $pair[1];
			}
		}
		return $values;
	}

	/**
	 * The values of a query such as that of `/submit/auto?url=…&title=…`. An address that was not encoded is cut up at its own `&`:
	 * what follows and is no name of these belongs to it.
	 *
	 * @param string $address The address with its query.
	 * @return array<string, string>
	 */
	public static function of_query( $address ) {
		$others = array( 'user_id', 'uid', 'fid', 'owner', 'description', 'popout', 'revsharekey' );
		$values = array();
		$open   = false;
		$query  = preg_replace( '/&(?:amp;|#0*38;|#x0*26;)+/i', '&', substr( $address, (int) strpos( $address, '?' ) + 1 ) );
		foreach ( explode( '&', $query ) as $part ) {
			$pair = explode( '=', $part, 2 );
			$key  = $pair[0];
			if ( in_array( $key, $others, true ) ) {
				$open = false;
			} elseif ( in_array( $key, self::KEYS, true ) ) {
				$bare = 'url' === $key && isset( $pair[1] ) && false !== strpos( $pair[1], '://' );
				$open = $bare && ! isset( $values['url'] );
				$text = isset( $pair[1] ) ? ( $bare ? $pair[1] : urldecode( $pair[1] ) ) : '';
				if ( '' !== $text && ! isset( $values[ $key ] ) ) {
					$values[ $key ] = $text;
				}
			} elseif ( $open && '' !== $part ) {
				$values['url'] .= "&$part";
			}
		}
		return $values;
	}

	/**
	 * The values of a script that sets the globals of 2010, or null for any other script.
	 *
	 * @param string $script The script.
	 * @return array<string, string>|null
	 */
	public static function of_globals( $script ) {
		if ( ! preg_match_all( '/\bflattr_(url|uid|tle|dsc|cat|lng|tag|btn|hide)\s*=\s*(?|"((?:[^"\\\\]|\\\\.)*+)"|\'((?:[^\'\\\\]|\\\\.)*+)\')/s', $script, $found, PREG_SET_ORDER ) ) {
			return null;
		}
		$values = array();
		foreach ( $found as $pair ) {
			if ( isset( self::GLOBALS[ $pair[1] ] ) ) {
				$values[ self::GLOBALS[ $pair[1] ] ] = stripslashes( $pair[2] );
			}
		}
		return $values;
	}
}
