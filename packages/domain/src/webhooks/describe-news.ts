import type { ThingId } from '../ids.ts';
import { type Currency, currencyOf, money } from '../money.ts';
import type { Platform } from '../platform.ts';
import type { WebhookNews } from './event-types.ts';
import { moneyData, thingData } from './message.ts';

/** The `data` of some news, as the database has it. */
export const describeNews = async (platform: Platform, news: WebhookNews): Promise<object> => {
  if (news.event === 'month.settled') return describeMonth(platform, news.month);
  if (news.event === 'thing.claimed') return describeClaimed(platform, news);
  const payout = await platform.db.payout.findUniqueOrThrow({ where: { id: news.payoutId } });
  return {
    payout: {
      id: payout.id,
      month: payout.month,
      amount: moneyData(money(payout.amountMicros, currencyOf(payout.currency))),
      onDemand: payout.onDemand,
      failure: news.event === 'payout.failed' ? payout.failure : null,
    },
  };
};

const describeMonth = async ({ db }: Platform, month: string): Promise<object> => {
  const statements = await db.statement.findMany({ where: { month }, orderBy: { currency: 'asc' } });
  return {
    month,
    statements: statements.map((statement) => {
      const currency: Currency = currencyOf(statement.currency);
      const { supporters, creators, things, flattrs } = statement;
      return {
        currency,
        wallets: moneyData(money(statement.walletsMicros, currency)),
        fees: moneyData(money(statement.feesMicros, currency)),
        distributed: moneyData(money(statement.distributedMicros, currency)),
        escrowed: moneyData(money(statement.escrowedMicros, currency)),
        kept: moneyData(money(statement.keptMicros, currency)),
        ...{ supporters, creators, things, flattrs },
      };
    }),
  };
};

type Claimed = Extract<WebhookNews, { event: 'thing.claimed' }>;

const describeClaimed = async ({ pool }: Platform, { site, thingIds }: Claimed): Promise<object> => {
  const { rows } = await pool.query<{ id: ThingId; url: string }>(
    'SELECT id, url FROM things WHERE id = ANY ($1::uuid[]) ORDER BY id',
    [thingIds],
  );
  return { site, things: rows.map(thingData) };
};
