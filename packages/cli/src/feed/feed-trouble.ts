/** Why something is no feed that can be written into; its message is the sentence that a person reads. */
export class FeedTrouble extends Error {
  override readonly name = 'FeedTrouble';
}
