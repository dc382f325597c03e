// A second computation of a month, written from docs/rules/share-out.md alone and as simply as can be: it shares no code.
import { createHash, createHmac } from 'node:crypto';

export type NaiveSupporter = {
  readonly id: string;
  readonly currency: string;
  readonly budget: bigint;
  readonly wallet: bigint;
  /** What a flattr of weight 1 may cost at most, the fee included. */
  readonly most?: bigint | undefined;
  readonly flattrs: readonly { readonly thing: string; readonly weight: bigint }[];
};

export type NaiveOutcome = {
  readonly spent: bigint;
  readonly fee: bigint;
  readonly shares: ReadonlyMap<string, bigint>;
};

const bytes = (uuid: string) => Buffer.from(uuid.split('-').join(''), 'hex');
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

const naiveTag = (month: string, secret: Buffer, supporter: string): Buffer => {
  const salt = createHmac('sha256', secret)
    .update(Buffer.concat([Buffer.from('supporter'), bytes(supporter)]))
    .digest();
  const separator = Buffer.from('\x13flattr.month.v2/tag', 'latin1');
  return sha256(Buffer.from([8]), separator, Buffer.from(month), salt, bytes(supporter));
};

export const naiveOutcome = (
  month: string,
  secret: Buffer,
  supporter: NaiveSupporter,
  feeBasisPoints = 500n,
): NaiveOutcome => {
  const { flattrs, budget, wallet } = supporter;
  if (flattrs.length === 0) return { spent: 0n, fee: 0n, shares: new Map() };
  let weights = 0n;
  for (const { weight } of flattrs) weights += weight;
  let spent = budget < wallet ? budget : wallet;
  if (supporter.most !== undefined && supporter.most * weights < spent) spent = supporter.most * weights;
  const fee = (spent * feeBasisPoints) / 10000n;
  const pool = spent - fee;
  const tag = naiveTag(month, secret, supporter.id);
  const rows = flattrs.map(({ thing, weight }) => ({
    thing,
    share: (pool * weight) / weights,
    rest: (pool * weight) % weights,
    order: sha256(Buffer.from(month), tag, bytes(thing)).toString('hex'),
  }));
  let left = pool;
  for (const { share } of rows) left -= share;
  rows.sort((a, b) => (a.rest === b.rest ? (a.order < b.order ? -1 : 1) : a.rest > b.rest ? -1 : 1));
  const shares = new Map<string, bigint>();
  for (const { thing, share } of rows) {
    shares.set(thing, left > 0n ? share + 1n : share);
    left -= 1n;
  }
  return { spent, fee, shares };
};

export type NaivePart = { readonly beneficiary: string; readonly basisPoints: bigint };

/** What each beneficiary of a thing has of one share of it. */
export const naiveParts = (
  month: string,
  secret: Buffer,
  supporter: string,
  { thing, share, parts }: { thing: string; share: bigint; parts: readonly NaivePart[] },
): ReadonlyMap<string, bigint> => {
  const tag = naiveTag(month, secret, supporter);
  const rows = parts.map(({ beneficiary, basisPoints }) => ({
    beneficiary,
    part: (share * basisPoints) / 10000n,
    rest: (share * basisPoints) % 10000n,
    order: sha256(Buffer.from(month), tag, bytes(thing), bytes(beneficiary)).toString('hex'),
  }));
  let left = share;
  for (const { part } of rows) left -= part;
  rows.sort((a, b) => (a.rest === b.rest ? (a.order < b.order ? -1 : 1) : a.rest > b.rest ? -1 : 1));
  const divided = new Map<string, bigint>();
  for (const { beneficiary, part } of rows) {
    divided.set(beneficiary, left > 0n ? part + 1n : part);
    left -= 1n;
  }
  return divided;
};

/** What a card brings: the charge less 2.9 % rounded half up to a minor unit and a fixed part; the yen 3.6 % and none. */
export const naiveNet = (grossMicros: bigint, currency: string): bigint => {
  const unit = currency === 'JPY' ? 1_000_000n : 10_000n;
  const gross = grossMicros / unit;
  const percent = currency === 'JPY' ? 36n : 29n;
  const fixed = currency === 'JPY' ? 0n : currency === 'EUR' ? 25n : 30n;
  return (gross - ((gross * percent * 10n + 5000n) / 10000n + fixed)) * unit;
};
