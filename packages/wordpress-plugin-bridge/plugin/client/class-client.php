<?php
/**
 * The client of an instance's API.
 *
 * @package Flattr
 */

namespace Flattr\Client;

// A file that is asked for by its own address says nothing.
if ( ! class_exists( Generated\Operations::class ) ) {
	return;
}

/**
 * Asks one instance. What it can ask is generated: each operation is a method that takes and gives typed arrays.
 *
 *     $client = new Client( 'https://flattr.example/graphql', $transport, array( 'token' => $token ) );
 *     $answer = $client->register_things( array( 'things' => array( array( 'url' => $url, 'title' => $title ) ) ) );
 *     foreach ( $answer['registerThings']['results'] as $result ) { … }
 */
final class Client extends Generated\Operations {
}
