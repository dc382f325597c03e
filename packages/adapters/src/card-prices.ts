import { type Currency, type Money, minorUnitMicros, money } from '@flattr/domain/money';

/** What the provider's price list says of a card: a part of the sum in basis points, and so many minor units. */
type CardPrice = { readonly basisPoints: bigint; readonly fixedUnits: bigint };

const otherwise: CardPrice = { basisPoints: 290n, fixedUnits: 30n };

const prices: Partial<Record<Currency, CardPrice>> = {
  EUR: { basisPoints: 290n, fixedUnits: 25n },
  GBP: { basisPoints: 290n, fixedUnits: 20n },
  JPY: { basisPoints: 360n, fixedUnits: 0n },
};

/** About what a charge costs. Only an estimate for the page: the wallet is credited by the balance transaction. */
export const estimateCardFee = ({ micros, currency }: Money): Money => {
  const { basisPoints, fixedUnits } = prices[currency] ?? otherwise;
  const unit = minorUnitMicros(currency);
  const percentage = (micros * basisPoints + 5_000n * unit) / (10_000n * unit);
  return money((percentage + fixedUnits) * unit, currency);
};
