<?php
/**
 * Buttons of the first Flattr that stand in posts.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Shows our button wherever a post or a widget has markup of the first Flattr: anchors, frames, badges, links and the scripts of 2010.
 * What is kept in the post stays as it is; no script of the old host is loaded any more.
 */
final class Old_Markup {

	/** After shortcodes, and before Auto_Insert looks whether the post has a button. */
	const PRIORITY = 12;

	const ELEMENT = '~<(a|iframe|script)\b(?:[^>"\']|"[^"]*+"|\'[^\']*+\')*+>(.*?)</\1\s*>~is';

	const HOST = '(?:https?:)?//(?:[a-z0-9-]+\.)?flattr\.com';

	/**
	 * Waits for content that may have some.
	 */
	public function hook() {
		foreach ( array( 'the_content', 'widget_text', 'widget_custom_html_content', 'widget_block_content' ) as $filter ) {
			add_filter( $filter, array( __CLASS__, 'renew' ), self::PRIORITY );
		}
		add_action( 'template_redirect', array( __CLASS__, 'lead_on' ) );
		add_action( 'widgets_init', array( __CLASS__, 'keep_widget' ) );
	}

	/**
	 * Keeps the site's button in the sidebars of a site that had it there.
	 */
	public static function keep_widget() {
		if ( false !== get_option( 'widget_' . Old_Widget::NAME ) ) {
			register_widget( Old_Widget::class );
		}
	}

	/**
	 * The content with our buttons in the place of old ones.
	 *
	 * @param mixed $content Any HTML.
	 * @return mixed
	 */
	public static function renew( $content ) {
		if ( ! is_string( $content ) || false === stripos( $content, 'flattr' ) || '' === Settings::instance() ) {
			return $content;
		}
		$renewed = preg_replace_callback( self::ELEMENT, array( __CLASS__, 'renew_element' ), $content );
		return is_string( $renewed ) ? $renewed : $content;
	}

	/**
	 * What stands in the place of one element: itself, if it was none of the first Flattr.
	 *
	 * @param array<int, string> $found The element, its name and what is inside.
	 * @return string
	 */
	public static function renew_element( array $found ) {
		list( $element, $name, $inside ) = $found;
		if ( false === stripos( $element, 'flattr' ) ) {
			return $element;
		}
		$tag = new \WP_HTML_Tag_Processor( $element );
		if ( ! $tag->next_tag( $name ) ) {
			return $element;
		}
		switch ( strtolower( $name ) ) {
			case 'script':
				return self::renew_script( $tag, $element, $inside );
			case 'iframe':
				$source = (string) $tag->get_attribute( 'src' );
				return preg_match( '~^' . self::HOST . '/(?:button/)?(?:view|popout)/?\?~i', $source ) ? self::button( Old_Words::of_query( $source ) ) : $element;
			default:
				return self::renew_anchor( $tag, $element, $inside );
		}
	}

	/**
	 * An anchor's button. A link that says something keeps what it says, and leads to the instance.
	 *
	 * @param \WP_HTML_Tag_Processor $tag     The anchor.
	 * @param string                 $element The same as text.
	 * @param string                 $inside  What is inside.
	 * @return string
	 */
	private static function renew_anchor( \WP_HTML_Tag_Processor $tag, $element, $inside ) {
		$classes = preg_split( '/\s+/', (string) $tag->get_attribute( 'class' ) );
		if ( in_array( 'FlattrButton', $classes, true ) ) {
			return self::button( Old_Words::of_anchor( $tag ) );
		}
		$address = (string) $tag->get_attribute( 'href' );
		if ( ! preg_match( '~^' . self::HOST . '/submit/auto/?\?~i', $address ) ) {
			return $element;
		}
		$values = Old_Words::of_query( $address );
		if ( preg_match( '/<img\b/i', $inside ) || '' === trim( wp_strip_all_tags( $inside ) ) ) {
			return self::button( $values );
		}
		$url = Thing_Words::address( Old_Words::arguments( $values )['url'] );
		if ( '' !== $url ) {
			$tag->set_attribute( 'href', Button::page( array( 'url' => $url ) ) );
		}
		return $tag->get_updated_html();
	}

	/**
	 * The button of a script that sets the globals of 2010; the loader itself is left out.
	 *
	 * @param \WP_HTML_Tag_Processor $tag     The script.
	 * @param string                 $element The same as text.
	 * @param string                 $inside  What is inside.
	 * @return string
	 */
	private static function renew_script( \WP_HTML_Tag_Processor $tag, $element, $inside ) {
		$loader = '~' . self::HOST . '/(?:js/[0-9.]+|button)/load\.js~i';
		if ( preg_match( $loader, (string) $tag->get_attribute( 'src' ) ) ) {
			return '';
		}
		$values = Old_Words::of_globals( $inside );
		if ( null !== $values ) {
			return self::button( $values );
		}
		return preg_match( '~flattr\.com/(?:js/[0-9.]+|button)/load\.js~i', $inside ) ? '' : $element;
	}

	/**
	 * The button that old values ask for: for the post around it where they name no address.
	 *
	 * @param array<string, string> $values The values.
	 * @return string
	 */
	private static function button( array $values ) {
		$args = Old_Words::arguments( $values );
		$post = get_post();
		if ( '' === $args['url'] && $post ) {
			$args['url'] = Thing_Of_Post::of( $post )['url'];
		}
		return Button::render( $args );
	}

	/**
	 * Leads from the address that old feeds and buttons had, `/?flattrss_redirect&id=7`, to where the post is flattred.
	 */
	public static function lead_on() {
		// phpcs:disable WordPress.Security.NonceVerification -- An old public address: it changes nothing.
		if ( ! isset( $_GET['flattrss_redirect'], $_GET['id'] ) || ! is_string( $_GET['id'] ) || '' === Settings::instance() ) {
			return;
		}
		$post = get_post( absint( $_GET['id'] ) );
		// phpcs:enable
		if ( $post && Thing_Of_Post::is_flattrable( $post ) ) {
			wp_redirect( Button::page( array( 'url' => Thing_Of_Post::of( $post )['url'] ) ), 302, 'Flattr' ); // phpcs:ignore WordPress.Security.SafeRedirect -- To the instance that the site's owner named.
			exit;
		}
	}
}
