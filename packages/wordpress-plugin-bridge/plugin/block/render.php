<?php
/**
 * Renders the block for readers.
 *
 * @var array<string, mixed> $attributes As they are kept in the post.
 * @var WP_Block             $block      The block.
 *
 * @package Flattr
 */

defined( 'ABSPATH' ) || exit;

$flattr_button = Flattr\Block::render( $attributes, $block );
if ( '' !== $flattr_button ) {
	// Themes centre a block by its margins, and this one is as wide as the text.
	$flattr_wrapper = isset( $attributes['align'] ) && 'center' === $attributes['align'] ? array( 'style' => 'text-align:center;' ) : array();
	// Of a block whose attributes are no JSON, WordPress has none, and fails over that on PHP 8.
	$flattr_outside = is_array( $block->parsed_block['attrs'] ) ? get_block_wrapper_attributes( $flattr_wrapper ) : 'class="wp-block-flattr-button"';
	printf( '<div %s>%s</div>', $flattr_outside, wp_kses( $flattr_button, Flattr\Button::HTML ) ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- WordPress escapes the attributes.
}
