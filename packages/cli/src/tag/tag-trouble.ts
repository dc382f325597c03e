/** Why a file cannot be tagged; its message is the sentence that a person reads. The file is as it was. */
export class TagTrouble extends Error {
  override readonly name = 'TagTrouble';
}
