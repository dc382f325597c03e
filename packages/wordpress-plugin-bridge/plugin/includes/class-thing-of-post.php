<?php
/**
 * What a post is as a thing.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Says which posts can be flattred, and describes them as the instance knows things.
 */
final class Thing_Of_Post {

	/**
	 * Whether a post can be flattred: published, without a password, of a type that the site's owner chose, and not switched off.
	 * A post whose own switch says `show` counts whatever its type.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool
	 */
	public static function is_flattrable( \WP_Post $post ) {
		$wanted     = 'show' === self::switch_of( $post ) || in_array( $post->post_type, Settings::all()['post_types'], true );
		$flattrable = $wanted && 'hide' !== self::switch_of( $post ) && self::is_public( $post );
		/**
		 * Filters whether a post can be flattred. One that is not public never can, whatever the filter says.
		 *
		 * @param bool     $flattrable Whether it can.
		 * @param \WP_Post $post       The post.
		 */
		return (bool) apply_filters( 'flattr_is_flattrable', $flattrable, $post ) && self::is_public( $post );
	}

	/**
	 * Whether a post is registered: it can be flattred, and the old plugin was not told to keep it out of every list. Such a post has
	 * its button, and the instance hears of it when a reader presses that.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool
	 */
	public static function is_registrable( \WP_Post $post ) {
		return self::is_flattrable( $post ) && ! Old_Post::is_unlisted( $post );
	}

	/**
	 * Whether everybody may read a post.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool
	 */
	public static function is_public( \WP_Post $post ) {
		return 'publish' === get_post_status( $post ) && '' === $post->post_password && is_post_type_viewable( $post->post_type );
	}

	/**
	 * What the post's own switch says: nothing, `show` or `hide`.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	public static function switch_of( \WP_Post $post ) {
		$switch = get_post_meta( $post->ID, Post_Settings::SWITCH_KEY, true );
		return in_array( $switch, array( 'show', 'hide' ), true ) ? $switch : '';
	}

	/**
	 * The post in the shape of the API's RegisterThingInput.
	 *
	 * @param \WP_Post $post The post.
	 * @return array{url: string, title: string, kind: string, language: ?string, tags: string[]}
	 */
	public static function of( \WP_Post $post ) {
		$language = self::language( $post );
		$thing    = array(
			'url'      => self::url( $post ),
			'title'    => self::title( $post ),
			'kind'     => self::kind( $post ),
			'language' => '' === $language ? null : $language,
			'tags'     => self::tags( $post ),
		);
		/**
		 * Filters what is told of a post: to the instance when it is registered, and by its button, its page's head and the feeds.
		 *
		 * @param array{url: string, title: string, kind: string, language: ?string, tags: string[]} $thing The post as a thing.
		 * @param \WP_Post                                                                          $post  The post.
		 */
		$filtered = apply_filters( 'flattr_thing', $thing, $post );
		return array_merge( $thing, array_intersect_key( is_array( $filtered ) ? $filtered : array(), $thing ) );
	}

	/**
	 * The address under which it is flattred: its own, unless the old plugin was told another.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	private static function url( \WP_Post $post ) {
		$old = Old_Post::url( $post );
		return '' === $old ? (string) get_permalink( $post ) : $old;
	}

	/**
	 * Its title, or its first words, or its address: a thing has to be called something.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	private static function title( \WP_Post $post ) {
		$title = Thing_Words::shown( $post->post_title );
		if ( '' === $title ) {
			$text  = excerpt_remove_blocks( strip_shortcodes( '' === $post->post_excerpt ? $post->post_content : $post->post_excerpt ) );
			$title = Thing_Words::shown( wp_trim_words( $text, 12, '…' ) );
		}
		return '' === $title ? Thing_Words::line( get_permalink( $post ) ) : $title;
	}

	/**
	 * What its author said it is, else what it looks like.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	private static function kind( \WP_Post $post ) {
		$said = Thing_Words::kind( get_post_meta( $post->ID, Post_Settings::KIND_KEY, true ) );
		if ( '' !== $said ) {
			return $said;
		}
		if ( Podcast::has_audio( $post ) ) {
			return 'AUDIO';
		}
		$format = get_post_format( $post );
		if ( in_array( $format, array( 'audio', 'video', 'image' ), true ) ) {
			return strtoupper( $format );
		}
		if ( 'gallery' === $format ) {
			return 'IMAGE';
		}
		$old = Old_Post::usual_kind( $post );
		return '' === $old ? 'ARTICLE' : $old;
	}

	/**
	 * The language that its author named, else the site's.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	private static function language( \WP_Post $post ) {
		$said = Thing_Words::language( get_post_meta( $post->ID, Post_Settings::LANGUAGE_KEY, true ) );
		$said = '' === $said ? Old_Post::usual_language( $post ) : $said;
		return '' === $said ? Thing_Words::language( get_locale() ) : $said;
	}

	/**
	 * Its tags.
	 *
	 * @param \WP_Post $post The post.
	 * @return string[]
	 */
	private static function tags( \WP_Post $post ) {
		$terms = is_object_in_taxonomy( $post->post_type, 'post_tag' ) ? get_the_terms( $post, 'post_tag' ) : array();
		$names = is_array( $terms ) ? wp_list_pluck( $terms, 'name' ) : array();
		return Thing_Words::tags( array_merge( $names, Old_Post::more_tags() ) );
	}
}
