import type { ThingId } from '@flattr/domain/ids';
import { currencyOf, formatDecimal, type Money, money } from '@flattr/domain/money';
import type { Person, World } from '@flattr/test-world';

/**
 * Plays a month that is written as a small table and returns what came out of it, in the same language:
 *
 *     ada   5.00 EUR  song×2 post
 *     bob   3.00 USD  post
 *
 * A line is a supporter, a budget (with as much in the wallet after the provider's fee as the card brought) and flattrs
 * with their weights. Each thing belongs to a creator of its own, who is called after it: `song-maker`.
 */
export const playTable = async (world: World, table: string): Promise<Map<string, ThingId>> => {
  const things = new Map<string, ThingId>();
  for (const line of table.trim().split('\n')) {
    const [handle = '', amount = '', currency = '', ...marks] = line.trim().split(/\s+/);
    const supporter = await world.joins(handle);
    if (amount !== '-') await world.funds(supporter, amount, currency);
    for (const mark of marks) {
      const [name = '', weight] = mark.split('×');
      const thingId = things.get(name) ?? (await publish(world, name));
      things.set(name, thingId);
      await world.flattrs(supporter, thingId, weight ? Number(weight) : undefined);
    }
  }
  return things;
};

const publish = async (world: World, name: string): Promise<ThingId> => {
  const maker: Person = await world.joins(`${name}-maker`);
  return world.publishes(maker, `https://${name}.example/`);
};

/** What each thing brought, as lines `song 3.562500 EUR`, in order. */
export const sharesOf = async ({ platform }: World, month: string): Promise<string[]> => {
  const { rows } = await platform.pool.query<{ url: string; currency: string; amount_micros: string }>(
    `SELECT t.url, s.currency, s.amount_micros FROM thing_sums s JOIN things t ON t.id = s.thing_id
     WHERE s.month = $1 ORDER BY t.url, s.currency`,
    [month],
  );
  return rows.map((row) => {
    const name = new URL(row.url).hostname.replace('.example', '');
    return `${name} ${exact(money(BigInt(row.amount_micros), currencyOf(row.currency)))} ${row.currency}`;
  });
};

const exact = (amount: Money): string => formatDecimal(amount);
