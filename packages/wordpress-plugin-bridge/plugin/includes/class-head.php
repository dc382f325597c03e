<?php
/**
 * What the head of a post's page says.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Tells browsers and machines where a post is rewarded: a payment link, and an action in the words of schema.org.
 */
final class Head {

	const TYPES = array(
		'ARTICLE'  => 'Article',
		'AUDIO'    => 'AudioObject',
		'VIDEO'    => 'VideoObject',
		'IMAGE'    => 'ImageObject',
		'SOFTWARE' => 'SoftwareApplication',
		'PERSON'   => 'Person',
		'OTHER'    => 'CreativeWork',
	);

	/**
	 * Waits for a page's head.
	 */
	public function hook() {
		add_action( 'wp_head', array( $this, 'write' ) );
	}

	/**
	 * Writes it for a post that can be flattred; and for the front page of a site that had a button of its own in the old plugin.
	 */
	public function write() {
		if ( '' === Settings::instance() || ! Settings::all()['head_links'] ) {
			return;
		}
		$post = is_singular() ? get_queried_object() : null;
		if ( $post instanceof \WP_Post && Thing_Of_Post::is_flattrable( $post ) ) {
			$this->write_post( $post );
		} elseif ( is_front_page() && get_option( 'flattr_global_button' ) ) {
			$this->write_link( home_url( '/' ) );
		}
	}

	/**
	 * Writes what is to be said of a post.
	 *
	 * @param \WP_Post $post The post.
	 */
	private function write_post( \WP_Post $post ) {
		$thing  = Thing_Of_Post::of( $post );
		$author = Author_Settings::page( (int) $post->post_author );
		$this->write_link( $thing['url'] );
		if ( '' !== $author ) {
			printf( "<link rel=\"author\" href=\"%s\" />\n", esc_url( $author ) );
		}
		$action = wp_json_encode( $this->action( $thing, $post, $author ), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		if ( is_string( $action ) ) {
			wp_print_inline_script_tag( $action, array( 'type' => 'application/ld+json' ) );
		}
	}

	/**
	 * Writes the payment link.
	 *
	 * @param string $url What is flattred.
	 */
	private function write_link( $url ) {
		printf(
			"<link rel=\"payment\" type=\"text/html\" title=\"%s\" href=\"%s\" />\n",
			esc_attr__( 'Flattr this', 'flattr' ),
			esc_url( Button::page( array( 'url' => $url ) ) )
		);
	}

	/**
	 * What the page is in the words of schema.org, with the action that rewards it.
	 *
	 * @param array{url: string, title: string, kind: string, language: ?string, tags: string[]} $thing  The post as a thing.
	 * @param \WP_Post                                                                          $post   The post.
	 * @param string                                                                            $author The page of its author on the instance, if they have one.
	 * @return array<string, mixed>
	 */
	private function action( array $thing, \WP_Post $post, $author ) {
		$said = array(
			'@context' => 'https://schema.org',
			'@type'    => self::TYPES[ $thing['kind'] ] ?? 'CreativeWork',
			'@id'      => $thing['url'],
			'url'      => $thing['url'],
			'name'     => $thing['title'],
		);
		if ( $thing['language'] && 'PERSON' !== $thing['kind'] ) {
			$said['inLanguage'] = $thing['language'];
		}
		if ( '' !== $author && 'PERSON' !== $thing['kind'] ) {
			$said['author'] = array(
				'@type' => 'Person',
				'name'  => get_the_author_meta( 'display_name', (int) $post->post_author ),
				'url'   => $author,
			);
		}
		$said['potentialAction'] = array(
			'@type'  => 'DonateAction',
			'name'   => __( 'Flattr this', 'flattr' ),
			'target' => Button::page( array( 'url' => $thing['url'] ) ),
		);
		return $said;
	}
}
