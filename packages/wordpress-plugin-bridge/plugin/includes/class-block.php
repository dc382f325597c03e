<?php
/**
 * The block.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * `flattr/button`, rendered on the server; in the editor a picture of the button, which flattrs nothing.
 */
final class Block {

	const NAME = 'flattr/button';

	/**
	 * Makes the block known.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'register' ) );
		add_action( 'enqueue_block_editor_assets', array( $this, 'tell_editor' ) );
	}

	/**
	 * Registers it as its folder says; before an instance is named no page of a reader loads anything for it.
	 */
	public function register() {
		$type = register_block_type( dirname( FILE ) . '/block' );
		if ( $type && '' === Settings::instance() ) {
			$type->view_script_module_ids = array();
		}
	}

	/**
	 * Tells the block's editor how a button looks that says nothing else, and where its words are.
	 */
	public function tell_editor() {
		$handle   = generate_block_asset_handle( self::NAME, 'editorScript' );
		$settings = Settings::all();
		$defaults = array(
			'configured' => '' !== $settings['instance'],
			'variant'    => $settings['variant'],
			'count'      => (bool) $settings['count'],
			'label'      => '' === $settings['label'] ? __( 'Flattr this', 'flattr' ) : $settings['label'],
		);
		wp_add_inline_script( $handle, 'window.flattrBlock = ' . wp_json_encode( $defaults, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
		wp_set_script_translations( $handle, 'flattr', dirname( FILE ) . '/languages' );
	}

	/**
	 * The block's HTML for readers.
	 *
	 * @param array<string, mixed> $attributes As they are kept in the post.
	 * @param \WP_Block            $block      The block, which knows the post around it.
	 * @return string
	 */
	public static function render( array $attributes, \WP_Block $block ) {
		$args = self::subject( $attributes, $block );
		if ( null === $args ) {
			return '';
		}
		$shown = array_intersect_key( $attributes, array_flip( array( 'variant', 'count', 'label' ) ) );
		return Button::render( array_merge( $args, $shown ) );
	}

	/**
	 * What is flattred: the address that the block names, else the post around it, else the site.
	 *
	 * @param array<string, mixed> $attributes As they are kept in the post.
	 * @param \WP_Block            $block      The block.
	 * @return array<string, mixed>|null
	 */
	private static function subject( array $attributes, \WP_Block $block ) {
		if ( ! empty( $attributes['url'] ) ) {
			return array( 'url' => $attributes['url'] );
		}
		$post = get_post( isset( $block->context['postId'] ) ? (int) $block->context['postId'] : null );
		return $post ? Button::of_post( $post ) : Button::of_site();
	}
}
