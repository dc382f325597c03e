<?php
/**
 * What the block's editor needs.
 *
 * @package Flattr
 */

defined( 'ABSPATH' ) || exit;

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => Flattr\VERSION,
);
