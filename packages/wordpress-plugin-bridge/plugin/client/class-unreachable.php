<?php
/**
 * No answer came.
 *
 * @package Flattr
 */

namespace Flattr\Client;

/**
 * Thrown by a transport that got no answer, with the reason as its message.
 */
class Unreachable extends \RuntimeException {
}
