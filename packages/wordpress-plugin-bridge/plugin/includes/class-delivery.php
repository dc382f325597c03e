<?php
/**
 * Tells one batch.
 *
 * @package Flattr
 */

namespace Flattr;

use Flattr\Client\Client;
use Flattr\Client\Failure;

defined( 'ABSPATH' ) || exit;

/**
 * Makes one request of a batch's rows, from the posts as they are now, and keeps what the instance answered to each of them.
 */
final class Delivery {

	/**
	 * What is refused today and may be taken in some days: a redirect has to stand for a while, a claim is being decided.
	 */
	const REFUSED_FOR_NOW = array( 'REDIRECT_TOO_NEW', 'REDIRECT_MISSING', 'CLAIM_UNDER_WAY' );

	/**
	 * How often such a refusal is asked for again, once a day.
	 */
	const TRIES_MAX = 30;

	/**
	 * The rows.
	 *
	 * @var Outbox_Batch
	 */
	private $batch;

	/**
	 * Whom to tell.
	 *
	 * @var Client
	 */
	private $client;

	/**
	 * Takes a batch.
	 *
	 * @param Outbox_Batch $batch  The rows.
	 * @param Client       $client Whom to tell.
	 */
	public function __construct( Outbox_Batch $batch, Client $client ) {
		$this->batch  = $batch;
		$this->client = $client;
	}

	/**
	 * Tells all of it in one request; of a batch of which nothing is true any more, in none.
	 *
	 * @throws Failure Where it was not answered, or refused as a whole.
	 */
	public function send() {
		_prime_post_caches( array_map( 'intval', array_column( $this->batch->rows, 'post_id' ) ) );
		$rows  = array();
		$items = array();
		foreach ( $this->batch->rows as $row ) {
			$item = $this->item( $row );
			if ( null === $item ) {
				$this->batch->done( $row );
				if ( get_post( $row->post_id ) ) {
					Registrar::examine( $row->post_id );
				}
				continue;
			}
			$rows[]  = $row;
			$items[] = $item;
		}
		if ( ! $rows ) {
			return;
		}
		$answer = $this->ask( $items, 'wordpress-' . hash( 'sha256', wp_json_encode( array( $this->batch->name, array_column( $rows, 'id' ), $items ) ) ) );
		if ( ! empty( $answer['errors'] ) || count( $rows ) !== count( $answer['results'] ) ) {
			throw new Failure( 'INTERNAL', isset( $answer['errors'][0]['message'] ) ? $answer['errors'][0]['message'] : 'The answer is not that to the question.' ); // phpcs:ignore WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Who shows it escapes it.
		}
		$stuck = $this->is_stuck( $answer['results'] );
		foreach ( $rows as $index => $row ) {
			$this->keep( $row, $items[ $index ], $answer['results'][ $index ], $stuck );
		}
	}

	/**
	 * Gives a row up, as if the instance had refused it.
	 *
	 * @param string $why The sentence.
	 */
	public function refuse_all( $why ) {
		foreach ( $this->batch->rows as $row ) {
			$item = $this->item( $row );
			Told::refused( $row->post_id, $why, Outbox::REGISTER === $row->action ? $item : null );
			$this->batch->done( $row );
		}
	}

	/**
	 * What is told of a row.
	 *
	 * @param object $row A row.
	 * @return array<string, mixed>|string|null Null where there is nothing to tell any more.
	 */
	private function item( $row ) {
		$post  = get_post( $row->post_id );
		$thing = $post && Thing_Of_Post::is_registrable( $post ) ? Thing_Of_Post::of( $post ) : null;
		if ( Outbox::UNPUBLISH === $row->action ) {
			return $thing && $thing['url'] === $row->url ? null : $row->url;
		}
		if ( ! $thing ) {
			return null;
		}
		if ( Outbox::MOVE === $row->action ) {
			return $thing['url'] === $row->old_url ? null : array(
				'from' => $row->old_url,
				'to'   => $thing['url'],
			);
		}
		if ( $thing['url'] !== $row->url ) {
			return null;
		}
		foreach ( Outbox::of_post( $row->post_id ) as $other ) {
			if ( Outbox::MOVE === $other->action ) {
				// Registered where it is going, it would be in the way of its own move.
				$thing['url'] = $other->old_url;
			}
		}
		return $thing;
	}

	/**
	 * Makes the request.
	 *
	 * @param array<int, mixed> $items What is told.
	 * @param string            $key   The idempotency key.
	 * @return array{results: array<int, array<string, mixed>>, errors: array<int, array<string, mixed>>}
	 */
	private function ask( $items, $key ) {
		switch ( $this->batch->action ) {
			case Outbox::UNPUBLISH:
				return $this->client->unpublish_things( array( 'urls' => $items ), $key )['unpublishThings'];
			case Outbox::MOVE:
				return $this->client->move_things( array( 'moves' => $items ), $key )['moveThings'];
			default:
				return $this->client->register_things( array( 'things' => $items ), $key )['registerThings'];
		}
	}

	/**
	 * Keeps what became of a row.
	 *
	 * @param object                      $row    The row.
	 * @param array<string, mixed>|string $item   What was told.
	 * @param array<string, mixed>        $result What was answered.
	 * @param bool                        $stuck  Whether nothing of the request got anywhere.
	 */
	private function keep( $row, $item, $result, $stuck ) {
		$post_id = (int) $row->post_id;
		$trouble = isset( $result['errors'][0] ) ? $result['errors'][0] : null;
		if ( Outbox::UNPUBLISH === $row->action ) {
			if ( Told::url( $post_id ) === $row->url ) {
				Told::unpublished( $post_id );
			}
		} elseif ( $trouble ) {
			$this->keep_trouble( $row, $item, $trouble, $stuck );
			return;
		} elseif ( Outbox::MOVE === $row->action ) {
			Told::moved( $post_id, $item['to'], $result['thing']['uuid'] );
		} else {
			Told::registered( $post_id, $item, $result['thing']['uuid'] );
		}
		$this->batch->done( $row );
	}

	/**
	 * Keeps that a row was refused: for good, for now, or so that something else is to be told.
	 *
	 * @param object               $row     The row.
	 * @param array<string, mixed> $item    What was told.
	 * @param array<string, mixed> $trouble The refusal.
	 * @param bool                 $stuck   Whether nothing of the request got anywhere.
	 */
	private function keep_trouble( $row, $item, $trouble, $stuck ) {
		$post_id = (int) $row->post_id;
		if ( 'TOO_MANY_LOOKS' === $trouble['code'] ) {
			$this->batch->put_off( $row, $stuck ? MINUTE_IN_SECONDS : 0, $trouble['message'] );
			return;
		}
		if ( in_array( $trouble['code'], self::REFUSED_FOR_NOW, true ) && $row->attempts < self::TRIES_MAX ) {
			$this->batch->put_off( $row, DAY_IN_SECONDS, $trouble['message'] );
			return;
		}
		$this->batch->done( $row );
		if ( Outbox::MOVE === $row->action && in_array( $trouble['code'], array( 'THING_UNKNOWN', 'URL_TAKEN' ), true ) ) {
			// The instance knows no thing there, or one where the post is now: that one is the post's from now on.
			Told::unknown( $post_id );
			Registrar::examine( $post_id );
			return;
		}
		Told::refused( $post_id, $trouble['message'], Outbox::REGISTER === $row->action ? $item : null );
	}

	/**
	 * Whether an answer only says that there were too many.
	 *
	 * @param array<int, array<string, mixed>> $results What was answered.
	 * @return bool
	 */
	private function is_stuck( $results ) {
		foreach ( $results as $result ) {
			if ( ! isset( $result['errors'][0]['code'] ) || 'TOO_MANY_LOOKS' !== $result['errors'][0]['code'] ) {
				return false;
			}
		}
		return true;
	}
}
