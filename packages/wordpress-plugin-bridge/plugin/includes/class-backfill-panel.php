<?php
/**
 * Where a blog's owner has it registered.
 *
 * @package Flattr
 */

namespace Flattr;

defined( 'ABSPATH' ) || exit;

/**
 * The part of the settings page with which what was published before is registered: a bar and buttons, which need no JavaScript.
 */
final class Backfill_Panel {

	const ACTION = 'flattr_backfill';

	/**
	 * Hooks itself in.
	 */
	public function hook() {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'handle' ) );
		add_action( 'admin_enqueue_scripts', array( $this, 'register_script' ) );
	}

	/**
	 * Makes the script known; it is loaded with the panel alone.
	 */
	public function register_script() {
		wp_register_script( 'flattr-backfill', plugins_url( 'assets/backfill.js', FILE ), array( 'wp-api-fetch' ), VERSION, array( 'in_footer' => true ) );
	}

	/**
	 * Begins, stops or goes on.
	 */
	public function handle() {
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'You may not do this.', 'flattr' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$what = isset( $_POST['what'] ) ? sanitize_key( wp_unslash( $_POST['what'] ) ) : '';
		if ( 'stop' === $what ) {
			Backfill::stop();
		} elseif ( Sender_State::is_ready() && 'resume' === $what ) {
			Backfill::resume();
		} elseif ( Sender_State::is_ready() && 'start' === $what ) {
			Backfill::start();
		}
		wp_safe_redirect( admin_url( 'options-general.php?page=flattr#flattr-backfill' ) );
		exit;
	}

	/**
	 * Shows it, once the blog is connected.
	 */
	public static function render() {
		if ( ! Connection::is_connected() || ! current_user_can( 'manage_options' ) ) {
			return;
		}
		$progress = Backfill::progress();
		$state    = $progress['state'];
		wp_enqueue_script( 'flattr-backfill' );
		?>
		<div id="flattr-backfill" class="flattr-backfill" data-state="<?php echo esc_attr( $state ); ?>">
			<h2><?php esc_html_e( 'What you published before', 'flattr' ); ?></h2>
			<p><?php esc_html_e( 'What you publish from now on is registered by itself. What was there before is registered when you say so; it takes a while, in the background, and you can leave this page.', 'flattr' ); ?></p>
			<?php if ( '' !== $state ) : ?>
				<p><progress style="inline-size: 100%; max-inline-size: 25em; block-size: 1.25em;" max="<?php echo esc_attr( max( 1, $progress['total'] ) ); ?>" value="<?php echo esc_attr( $progress['done'] + $progress['refused'] ); ?>" aria-labelledby="flattr-backfill-words"></progress></p>
				<p id="flattr-backfill-words" role="status"><?php echo esc_html( self::words( $progress ) ); ?></p>
				<p id="flattr-backfill-trouble"><?php echo esc_html( self::trouble( $progress ) ); ?></p>
			<?php endif; ?>
			<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
				<input type="hidden" name="action" value="<?php echo esc_attr( self::ACTION ); ?>">
				<?php wp_nonce_field( self::ACTION ); ?>
				<?php
				foreach ( self::buttons( $state ) as $what => $label ) {
					$first = 'stop' !== $what && 'start' !== $what || '' === $state;
					echo '<button type="submit" name="what" value="' . esc_attr( $what ) . '" class="button' . ( $first ? ' button-primary' : '' ) . '">' . esc_html( $label ) . '</button> ';
				}
				if ( Backfill::RUNNING === $state ) {
					echo '<a class="button hide-if-js" href="' . esc_url( admin_url( 'options-general.php?page=flattr#flattr-backfill' ) ) . '">' . esc_html__( 'Look again', 'flattr' ) . '</a>';
				}
				?>
			</form>
		</div>
		<?php
	}

	/**
	 * What can be done in a state.
	 *
	 * @param string $state One of the states of the back-fill.
	 * @return array<string, string>
	 */
	private static function buttons( $state ) {
		switch ( $state ) {
			case Backfill::RUNNING:
				return array( 'stop' => __( 'Stop', 'flattr' ) );
			case Backfill::STOPPED:
				return array(
					'resume' => __( 'Go on', 'flattr' ),
					'start'  => __( 'Begin again', 'flattr' ),
				);
			case Backfill::DONE:
				return array( 'start' => __( 'Look through all posts again', 'flattr' ) );
			default:
				return array( 'start' => __( 'Register what is published', 'flattr' ) );
		}
	}

	/**
	 * How far it is, in a sentence.
	 *
	 * @param array{state: string, total: int, done: int, refused: int, waiting: int, why: string} $progress How far it is.
	 * @return string
	 */
	public static function words( $progress ) {
		$words = sprintf(
			/* translators: 1: how many posts are done, 2: how many there are. */
			_n( '%1$s of %2$s post is done.', '%1$s of %2$s posts are done.', $progress['total'], 'flattr' ),
			number_format_i18n( $progress['done'] ),
			number_format_i18n( $progress['total'] )
		);
		if ( $progress['refused'] > 0 ) {
			$words .= ' ' . sprintf(
				/* translators: %s: how many posts were refused. */
				_n( '%s was refused; the list of posts says why.', '%s were refused; the list of posts says why.', $progress['refused'], 'flattr' ),
				number_format_i18n( $progress['refused'] )
			);
		}
		if ( Backfill::STOPPED === $progress['state'] ) {
			$words .= ' ' . __( 'It is stopped.', 'flattr' );
		}
		return $words;
	}

	/**
	 * Why nothing goes on for now, or an empty text.
	 *
	 * @param array{state: string, why: string} $progress How far it is.
	 * @return string
	 */
	public static function trouble( $progress ) {
		if ( Backfill::RUNNING !== $progress['state'] || '' === $progress['why'] ) {
			return '';
		}
		/* translators: %s: a sentence that says what went wrong. */
		return sprintf( __( 'Nothing can be sent right now, and it is tried again by itself: %s', 'flattr' ), $progress['why'] );
	}
}
