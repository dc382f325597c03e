<?php
/**
 * Plugin Name:       Flattr
 * Description:       A Flattr button under your posts, paid from your readers' monthly budgets. Registers what you publish by itself.
 * Version:           0.1.0
 * Requires at least: 6.5
 * Requires PHP:      7.4
 * Author:            The Flattr authors
 * License:           MIT
 * License URI:       https://opensource.org/licenses/MIT
 * Text Domain:       flattr
 * Domain Path:       /languages
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

/**
 * Finds `Flattr\Thing_Of_Post` in includes/class-thing-of-post.php and `Flattr\Client\Transport` in client/class-transport.php
 * or client/interface-transport.php.
 */
spl_autoload_register(
	static function ( $name ) {
		if ( 0 !== strpos( $name, 'Flattr\\' ) ) {
			return;
		}
		$parts  = explode( '\\', strtolower( str_replace( '_', '-', substr( $name, 7 ) ) ) );
		$file   = array_pop( $parts );
		$folder = __DIR__ . '/' . ( $parts ? implode( '/', $parts ) : 'includes' );
		foreach ( array( 'class', 'interface' ) as $kind ) {
			if ( is_readable( "$folder/$kind-$file.php" ) ) {
				require_once "$folder/$kind-$file.php";
				return;
			}
		}
	}
);

require_once __DIR__ . '/includes/template-functions.php';

Plugin::start();
