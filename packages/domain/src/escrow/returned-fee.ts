/** The part of a supporter's fee that a share bore: floor(share × fee / (spent − fee)), so that all parts never exceed the fee. */
export const returnedFee = (
  shareMicros: bigint,
  { spentMicros, feeMicros }: { readonly spentMicros: bigint; readonly feeMicros: bigint },
): bigint => (shareMicros === 0n ? 0n : (shareMicros * feeMicros) / (spentMicros - feeMicros));
