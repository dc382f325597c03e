<?php
/**
 * The plugin's languages.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Loads the translations that come with the plugin. A language without one of its own, such as the German of Austria, takes that of
 * its kin.
 */
final class Translations {

	/**
	 * What comes with the plugin, by the language.
	 */
	const OF_LANGUAGE = array(
		'de' => 'de_DE',
		'es' => 'es_ES',
		'fr' => 'fr_FR',
		'sv' => 'sv_SE',
	);

	/**
	 * Hooks itself in, before anything asks for a text.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'load' ), 0 );
		add_filter( 'load_script_translation_file', array( $this, 'file_of_script' ), 10, 3 );
	}

	/**
	 * Loads what PHP says.
	 */
	public function load() {
		$locale = determine_locale();
		$kin    = self::kin( $locale );
		if ( ! load_plugin_textdomain( 'flattr', false, dirname( plugin_basename( FILE ) ) . '/languages' ) && null !== $kin ) {
			load_textdomain( 'flattr', dirname( FILE ) . "/languages/flattr-$kin.mo", $locale );
		}
	}

	/**
	 * Finds what a script says.
	 *
	 * @param string|false $file   Where WordPress looks.
	 * @param string       $handle The script.
	 * @param string       $domain Whose texts they are.
	 * @return string|false
	 */
	public function file_of_script( $file, $handle, $domain ) {
		if ( 'flattr' !== $domain || ! $file || is_readable( $file ) ) {
			return $file;
		}
		$locale = determine_locale();
		$kin    = self::kin( $locale );
		return null === $kin ? $file : str_replace( "/flattr-$locale-", "/flattr-$kin-", $file );
	}

	/**
	 * The translation that comes with the plugin and is the nearest to a locale.
	 *
	 * @param string $locale Such as `de_AT`.
	 * @return string|null
	 */
	private static function kin( $locale ) {
		return self::OF_LANGUAGE[ strtok( $locale, '_' ) ] ?? null;
	}
}
