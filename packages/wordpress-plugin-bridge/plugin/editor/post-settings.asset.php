<?php
/**
 * What the panel of a post's settings needs.
 *
 * @package Flattr
 */

defined( 'ABSPATH' ) || exit;

return array(
	'dependencies' => array( 'wp-components', 'wp-data', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-i18n', 'wp-plugins' ),
	'version'      => Flattr\VERSION,
);
