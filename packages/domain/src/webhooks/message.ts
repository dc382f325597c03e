import type { ThingId } from '../ids.ts';
import { formatDecimal, type Money } from '../money.ts';

/** The body of a webhook: what, when, and of what; money is an exact decimal string with its currency. */
export const messageBody = (type: string, at: Date, data: object): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });

/** A thing as a webhook names it: by its global id, and by its address. */
export const thingData = ({ id, url }: { readonly id: ThingId; readonly url: string }) => ({
  id: Buffer.from(`Thing:${id}`).toString('base64'),
  uuid: id,
  url,
});

export const moneyData = (sum: Money) => ({ amount: formatDecimal(sum), currency: sum.currency });
