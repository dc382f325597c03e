<?php
/**
 * Posts that are listened to.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * Tells players of podcasts where a show and its episodes are rewarded, and who shares it: `podcast:funding` and `podcast:value` in a
 * feed that has audio, whoever writes the rest of that feed.
 */
final class Podcast {

	const SPACE = 'https://podcastindex.org/namespace/1.0';

	/**
	 * Whether the prefix of podcasts may be used in the feed that is being written.
	 *
	 * @var bool
	 */
	private $is_declared = false;

	/**
	 * Waits for the root, the channel and the items of RSS.
	 */
	public function hook() {
		add_action( 'rss2_ns', array( $this, 'declare_space' ), Feeds::PRIORITY );
		add_action( 'rss2_head', array( $this, 'write_channel' ), Feeds::PRIORITY );
		add_action( 'rss2_item', array( $this, 'write_item' ), Feeds::PRIORITY + 1 );
	}

	/**
	 * Whether a post is something to listen to: by its enclosures, blocks, shortcodes, as an attachment, or by the type that
	 * plugins for podcasts give to episodes.
	 *
	 * @param \WP_Post $post The post.
	 * @return bool
	 */
	public static function has_audio( \WP_Post $post ) {
		foreach ( get_post_meta( $post->ID, 'enclosure' ) as $enclosure ) {
			$lines = is_string( $enclosure ) ? array_map( 'trim', explode( "\n", $enclosure ) ) : array();
			if ( isset( $lines[2] ) && 0 === strpos( strtolower( $lines[2] ), 'audio/' ) ) {
				return true;
			}
		}
		return 'podcast' === $post->post_type
			|| has_block( 'core/audio', $post )
			|| has_shortcode( $post->post_content, 'audio' )
			|| ( 'attachment' === $post->post_type && wp_attachment_is( 'audio', $post ) );
	}

	/**
	 * Declares the prefix on the root where an episode is to come; nobody may declare it twice.
	 */
	public function declare_space() {
		$this->is_declared = Feed_So_Far::declares( 'podcast' );
		if ( ! $this->is_declared && Feeds::are_wanted() && $this->is_podcast() ) {
			printf( "\n\txmlns:podcast=\"%s\"\n", esc_url( self::SPACE ) );
			$this->is_declared = true;
		}
	}

	/**
	 * Writes into the channel of a feed with episodes.
	 */
	public function write_channel() {
		if ( ! Feeds::are_wanted() || ! $this->is_podcast() ) {
			return;
		}
		if ( Feeds::is_missing( '<channel' ) ) {
			Feeds::write_rss_link( home_url( '/' ) );
		}
		$so_far = Feed_So_Far::since( '<channel' );
		if ( $this->is_declared && ! Feed_So_Far::leads( $so_far, 'funding\b' ) ) {
			$this->write_funding( home_url( '/' ), __( 'Flattr this podcast', 'flattr' ) );
		}
		if ( $this->is_declared && ! preg_match( '/<podcast:value\b[^>]*\stype=["\']flattr["\']/', $so_far ) ) {
			$this->write_value( null );
		}
	}

	/**
	 * Writes into an episode. One whose value block is another's hides the channel's, and says again who shares it.
	 */
	public function write_item() {
		$post = Feeds::flattrable();
		if ( ! $post || ! $this->is_declared || 'AUDIO' !== Thing_Of_Post::of( $post )['kind'] ) {
			return;
		}
		$so_far = Feed_So_Far::since( '<item' );
		if ( ! Feed_So_Far::leads( $so_far, 'funding\b' ) ) {
			$this->write_funding( Thing_Of_Post::of( $post )['url'], __( 'Flattr this episode', 'flattr' ) );
		}
		$hides = preg_match( '/<podcast:value\b/', $so_far ) || $this->recipients( $post ) !== $this->recipients( null );
		if ( $hides && ! preg_match( '/<podcast:value\b[^>]*\stype=["\']flattr["\']/', $so_far ) ) {
			$this->write_value( $post );
		}
	}

	/**
	 * Whether a feed has an episode among its posts.
	 *
	 * @return bool
	 */
	private function is_podcast() {
		if ( 'podcast' === get_query_var( 'feed' ) ) {
			return true;
		}
		global $wp_query;
		foreach ( $wp_query instanceof \WP_Query && is_array( $wp_query->posts ) ? $wp_query->posts : array() as $post ) {
			if ( $post instanceof \WP_Post && Thing_Of_Post::is_flattrable( $post ) && 'AUDIO' === Thing_Of_Post::of( $post )['kind'] ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Writes where it is rewarded.
	 *
	 * @param string $url   What is flattred.
	 * @param string $words What players show.
	 */
	private function write_funding( $url, $words ) {
		printf( "\t\t<podcast:funding url=\"%s\">%s</podcast:funding>\n", esc_url( Button::page( array( 'url' => $url ) ) ), esc_xml( $words ) );
	}

	/**
	 * Writes who shares what is given; nothing where nobody is named.
	 *
	 * @param \WP_Post|null $post The episode, or null for the whole show.
	 */
	private function write_value( $post ) {
		$recipients = $this->recipients( $post );
		if ( ! $recipients ) {
			return;
		}
		echo "\t\t<podcast:value type=\"flattr\" method=\"split\">\n";
		foreach ( $recipients as $handle => $shares ) {
			printf(
				"\t\t\t<podcast:valueRecipient name=\"%1\$s\" type=\"handle\" address=\"%2\$s\" customKey=\"flattr\" customValue=\"%3\$s\" split=\"%4\$d\" />\n",
				esc_attr( "flattr:$handle" ),
				esc_url( Settings::instance() . "/u/$handle" ),
				esc_attr( $handle ),
				(int) $shares
			);
		}
		echo "\t\t</podcast:value>\n";
	}

	/**
	 * Who shares what is given, by handle. Naming somebody gives nobody anything: a split is proposed by the creator and accepted by all.
	 *
	 * @param \WP_Post|null $post The episode, or null for the whole show.
	 * @return array<string, int>
	 */
	private function recipients( $post ) {
		$owner = Thing_Words::handle( Connection::handle() );
		/**
		 * Filters who is named as sharing what a podcast or an episode is given.
		 *
		 * @param array<string, int> $recipients Shares by handle; by default all of it for whoever connected the site.
		 * @param \WP_Post|null      $post       The episode, or null for the whole show.
		 */
		$named = apply_filters( 'flattr_podcast_recipients', '' === $owner ? array() : array( $owner => 100 ), $post );
		$read  = array();
		foreach ( is_array( $named ) ? $named : array() as $handle => $shares ) {
			$handle = Thing_Words::handle( (string) $handle );
			if ( '' !== $handle && is_numeric( $shares ) && $shares >= 1 && $shares < 1000000 ) {
				$read[ $handle ] = (int) $shares;
			}
		}
		return $read;
	}
}
