<?php
/**
 * What the old plugin's settings say of posts and their authors.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Reads what Flattr 1.2.1 kept about posts and people, as it stands: a setting of this plugin wins wherever it was made.
 */
final class Old_Post {

	/**
	 * Lets the old values stand where this plugin's own have never been set.
	 */
	public function hook() {
		add_filter( 'default_post_metadata', array( __CLASS__, 'stand_in_for_post' ), 20, 4 );
		add_filter( 'default_user_metadata', array( __CLASS__, 'stand_in_for_user' ), 20, 4 );
	}

	/**
	 * The old value of a setting of a post that has none of ours.
	 *
	 * @param mixed  $value   What would be read.
	 * @param int    $post_id The post.
	 * @param string $key     The setting.
	 * @param bool   $single  Whether one value is asked for.
	 * @return mixed
	 */
	public static function stand_in_for_post( $value, $post_id, $key, $single ) {
		if ( ! in_array( $key, array( Post_Settings::SWITCH_KEY, Post_Settings::KIND_KEY, Post_Settings::LANGUAGE_KEY ), true ) ) {
			return $value;
		}
		$old = self::settings( $post_id );
		return isset( $old[ $key ] ) ? ( $single ? $old[ $key ] : array( $old[ $key ] ) ) : $value;
	}

	/**
	 * The old name of an author who has no handle of ours.
	 *
	 * @param mixed  $value   What would be read.
	 * @param int    $user_id The author.
	 * @param string $key     The setting.
	 * @param bool   $single  Whether one value is asked for.
	 * @return mixed
	 */
	public static function stand_in_for_user( $value, $user_id, $key, $single ) {
		if ( Author_Settings::KEY !== $key ) {
			return $value;
		}
		$old = Thing_Words::handle( get_user_meta( $user_id, 'user_flattr_uid', true ) );
		return '' === $old ? $value : ( $single ? $old : array( $old ) );
	}

	/**
	 * The settings of a post that the old plugin's amount to. It kept a category for every post that was saved, `text` unless
	 * somebody chose: that says nothing.
	 *
	 * @param int $post_id The post.
	 * @return array<string, string> By the keys of this plugin, without those of which nothing was said.
	 */
	public static function settings( $post_id ) {
		$kind = Thing_Words::kind( get_post_meta( $post_id, '_flattr_post_category', true ) );
		return array_filter(
			array(
				Post_Settings::SWITCH_KEY   => get_post_meta( $post_id, '_flattr_btn_disabled', true ) ? 'hide' : '',
				Post_Settings::KIND_KEY     => 'ARTICLE' === $kind ? '' : $kind,
				Post_Settings::LANGUAGE_KEY => Thing_Words::language( get_post_meta( $post_id, '_flattr_post_language', true ) ),
			)
		);
	}

	/**
	 * The address that was to be flattred in place of the post's own, or an empty text.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	public static function url( \WP_Post $post ) {
		return Thing_Words::address( get_post_meta( $post->ID, '_flattr_post_customurl', true ) );
	}

	/**
	 * Whether the post was to stand in no public list: then its address is told, and nothing more.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool
	 */
	public static function is_unlisted( \WP_Post $post ) {
		$said = get_post_meta( $post->ID, '_flattr_post_hidden', true );
		return Thing_Words::flag( '' === $said ? get_option( 'flattr_hide', '' ) : $said );
	}

	/**
	 * What all of an author's or of the site's posts were to be, or an empty text.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	public static function usual_kind( \WP_Post $post ) {
		$said = Thing_Words::kind( get_user_meta( $post->post_author, 'user_flattr_cat', true ) );
		return '' === $said ? Thing_Words::kind( get_option( 'flattr_cat', '' ) ) : $said;
	}

	/**
	 * The language that an author chose, or that the site's owner did: `en_GB` was there before anybody chose.
	 *
	 * @param \WP_Post $post The post.
	 * @return string
	 */
	public static function usual_language( \WP_Post $post ) {
		$said = Thing_Words::language( get_user_meta( $post->post_author, 'user_flattr_lng', true ) );
		$site = Thing_Words::language( get_option( 'flattr_lng', '' ) );
		return '' === $said && 'en-GB' !== $site ? $site : $said;
	}

	/**
	 * The tags that every post was to have besides its own: `blog` was there before anybody chose.
	 *
	 * @return string[]
	 */
	public static function more_tags() {
		return array_diff( Thing_Words::tags( get_option( 'flattr_atags', '' ) ), array( 'blog' ) );
	}
}
