<?php
/**
 * What authors say of a single post.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The settings of a post, kept as its meta and open to the REST API for whoever may edit the post; a panel of the block editor and a box
 * of the classic one set them.
 */
final class Post_Settings {

	const SWITCH_KEY   = '_flattr_button';
	const KIND_KEY     = '_flattr_kind';
	const LANGUAGE_KEY = '_flattr_language';

	/**
	 * Waits for types of posts to be known, and for the block editor.
	 */
	public function hook() {
		add_action( 'init', array( $this, 'register' ), 99 );
		add_action( 'enqueue_block_editor_assets', array( $this, 'load_panel' ) );
	}

	/**
	 * The types of posts that have these settings.
	 *
	 * @return string[]
	 */
	public static function types() {
		return array_values( array_filter( get_post_types( array( 'show_ui' => true ) ), 'is_post_type_viewable' ) );
	}

	/**
	 * Makes the settings known for every type that has a page of its own.
	 */
	public function register() {
		$settings = array(
			self::SWITCH_KEY   => array(
				'description' => __( 'Whether this post has a Flattr button: by the settings, always (show) or never (hide).', 'flattr' ),
				'sanitize'    => array( __CLASS__, 'read_switch' ),
				'schema'      => array( 'enum' => array( '', 'show', 'hide' ) ),
			),
			self::KIND_KEY     => array(
				'description' => __( 'What kind of thing this post is; empty to find out.', 'flattr' ),
				'sanitize'    => array( Thing_Words::class, 'kind' ),
				'schema'      => array( 'enum' => array_merge( array( '' ), Thing_Words::KINDS ) ),
			),
			self::LANGUAGE_KEY => array(
				'description' => __( 'The language of this post as a BCP 47 tag; empty for the site’s.', 'flattr' ),
				'sanitize'    => array( Thing_Words::class, 'language' ),
				'schema'      => array( 'maxLength' => 35 ),
			),
		);
		foreach ( self::types() as $type ) {
			foreach ( $settings as $key => $setting ) {
				$this->register_one( $type, $key, $setting );
			}
		}
	}

	/**
	 * Makes one setting of one type known.
	 *
	 * @param string                                                                       $type    The type of posts.
	 * @param string                                                                       $key     The setting.
	 * @param array{description: string, sanitize: callable, schema: array<string, mixed>} $setting What it is.
	 */
	private function register_one( $type, $key, array $setting ) {
		register_post_meta(
			$type,
			$key,
			array(
				'type'              => 'string',
				'single'            => true,
				'default'           => '',
				'description'       => $setting['description'],
				'sanitize_callback' => $setting['sanitize'],
				'auth_callback'     => array( __CLASS__, 'may_edit' ),
				'show_in_rest'      => array( 'schema' => $setting['schema'] ),
			)
		);
	}

	/**
	 * Whether somebody may change a post's settings: whoever may edit that very post.
	 *
	 * @param bool   $allowed What WordPress thinks.
	 * @param string $key     The setting.
	 * @param int    $post_id The post.
	 * @param int    $user_id Who asks.
	 * @return bool
	 */
	public static function may_edit( $allowed, $key, $post_id, $user_id ) {
		return user_can( $user_id, 'edit_post', $post_id );
	}

	/**
	 * A post's switch: what is none of its words says nothing.
	 *
	 * @param mixed $text Any text.
	 * @return string
	 */
	public static function read_switch( $text ) {
		return in_array( $text, array( 'show', 'hide' ), true ) ? $text : '';
	}

	/**
	 * Loads the panel of the block editor for a post that has these settings.
	 */
	public function load_panel() {
		$screen = get_current_screen();
		if ( ! $screen || 'post' !== $screen->base || ! in_array( $screen->post_type, self::types(), true ) ) {
			return;
		}
		$handle = 'flattr-post-settings';
		$asset  = require dirname( FILE ) . '/editor/post-settings.asset.php';
		wp_enqueue_script( $handle, plugins_url( 'editor/post-settings.js', FILE ), $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( $handle, 'flattr', dirname( FILE ) . '/languages' );
		$told = array(
			'kinds' => self::kinds(),
			'split' => self::split_of( get_post() ),
		);
		wp_add_inline_script( $handle, 'window.flattrPost = ' . wp_json_encode( $told, JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
	}

	/**
	 * The kinds by the words that people read.
	 *
	 * @return array<string, string>
	 */
	public static function kinds() {
		return array(
			''         => __( 'Find out', 'flattr' ),
			'ARTICLE'  => __( 'Something to read', 'flattr' ),
			'AUDIO'    => __( 'Something to listen to', 'flattr' ),
			'VIDEO'    => __( 'Something to watch', 'flattr' ),
			'IMAGE'    => __( 'Something to look at', 'flattr' ),
			'SOFTWARE' => __( 'Software', 'flattr' ),
			'PERSON'   => __( 'A person or a group', 'flattr' ),
			'OTHER'    => __( 'Something else', 'flattr' ),
		);
	}

	/**
	 * Where the site's owner proposes to share a post with its author, once it is registered and its author has a handle.
	 *
	 * @param \WP_Post|null $post The post.
	 * @return array{handle: string, url: string}|null
	 */
	public static function split_of( $post ) {
		$handle = $post ? Author_Settings::handle( (int) $post->post_author ) : '';
		$uuid   = $post ? get_post_meta( $post->ID, '_flattr_thing', true ) : '';
		if ( '' === $handle || '' === Settings::instance() || ! is_string( $uuid ) || ! preg_match( '/^[0-9a-f-]{36}$/iD', $uuid ) ) {
			return null;
		}
		$slug = rawurlencode( self::slug( Thing_Of_Post::of( $post )['title'] ) );
		return array(
			'handle' => $handle,
			'url'    => Settings::instance() . "/t/$uuid/$slug?parts=$handle:100#split",
		);
	}

	/**
	 * The readable part of a thing's address, cut as the instance cuts it: at the last word that fits in sixty characters.
	 *
	 * @param string $title The thing's title.
	 * @return string
	 */
	private static function slug( $title ) {
		$slug = urldecode( sanitize_title( $title, 'thing' ) );
		if ( mb_strlen( $slug ) <= 60 ) {
			return $slug;
		}
		$end = (int) mb_strrpos( mb_substr( $slug, 0, 61 ), '-' );
		return mb_substr( $slug, 0, $end >= 30 ? $end : 60 );
	}
}
