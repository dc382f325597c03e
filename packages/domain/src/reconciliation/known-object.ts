import { type Money, money } from '../money.ts';

/** What this instance knows of an object of the provider's, and what it posted for it, with the provider's sign. */
export type KnownObject = {
  /** What it is called here, such as `refund:<id>`. */
  readonly name: string;
  readonly objectId: string | null;
  readonly reference: string | null;
  /** What was asked for. */
  readonly amountMicros: bigint | null;
  readonly feeMicros: bigint | null;
  readonly accountId: string | null;
  readonly underWay: boolean;
  readonly at: Date;
  readonly sent: Money | undefined;
  readonly back: Money | undefined;
  /** The ledger's transactions that it is posted by. */
  readonly positions: readonly string[];
};

/** What was posted in all; nothing where nothing was. */
export const postedTotal = ({ sent, back }: KnownObject): Money | undefined => {
  const { currency } = sent ?? back ?? {};
  return currency && money((sent?.micros ?? 0n) + (back?.micros ?? 0n), currency);
};
