import { endBudget } from '@flattr/domain/budgets/end-budget';
import { setBudget } from '@flattr/domain/budgets/set-budget';
import { type ChargeId, newId, type SplitId, type ThingId } from '@flattr/domain/ids';
import { money } from '@flattr/domain/money';
import type { Month } from '@flattr/domain/month';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { Refusal } from '@flattr/domain/refusal';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import type { Person } from '../cast.ts';
import type { World } from '../create-world.ts';
import {
  type GivenFlattr,
  type GivenPayment,
  readBudgetCell,
  readCreator,
  readFlattrs,
  readPayments,
  readSplit,
} from './read-given.ts';
import { type MonthTables, type Row, wrong } from './read-tables.ts';

/** Who and what the tables have named so far. */
export type Stage = {
  readonly world: World;
  readonly people: Map<string, Person>;
  readonly things: Map<string, { readonly id: ThingId; owner: Person | undefined }>;
  readonly proposals: Map<string, { readonly id: SplitId; readonly waiting: readonly string[] }>;
};

/**
 * Does what the tables of a month say, with the clock in its middle: things are there first, then people pay in, set their
 * budgets and flattr, in the order of the rows; splits and changes of hands come last.
 */
export const playMonth = async (stage: Stage, { month, tables }: MonthTables): Promise<void> => {
  const rowsOf = (kind: string) => tables.filter((table) => table.kind === kind).flatMap(({ rows }) => rows);
  for (const row of rowsOf('thing')) await publish(stage, row);
  for (const row of rowsOf('supporter')) await support(stage, row, month);
  for (const row of rowsOf('thing')) await share(stage, row, month);
};

const personOf = async ({ world, people }: Stage, name: string): Promise<Person> => {
  const person = people.get(name) ?? (await world.joins(name));
  people.set(name, person);
  return person;
};

const publish = async (stage: Stage, row: Row): Promise<void> => {
  const { creator } = readCreator(row);
  if (!creator) return;
  const url = `https://${row.name}.example/`;
  const owner = creator === 'nobody' ? undefined : await personOf(stage, creator);
  const id = owner ? await stage.world.publishes(owner, url) : await stage.world.finds(url);
  stage.things.set(row.name, { id, owner });
};

const support = async (stage: Stage, row: Row, month: Month): Promise<void> => {
  const { platform } = stage.world;
  const supporter = await personOf(stage, row.name);
  for (const payment of readPayments(row)) await payIn(stage.world, supporter, payment, month);
  const budget = readBudgetCell(row);
  if (budget === 'ends') await endBudget(platform, supporter.id);
  else if (budget) await setBudget(platform, supporter.id, { ...budget, monthsAtOnce: 1 });
  for (const flattr of readFlattrs(row)) await mark(stage, row, supporter, flattr);
};

/** A payment by the supporter's one card, told by the provider: the first charge of it is held longest. */
const payIn = async (
  { platform }: World,
  { id: supporterId }: Person,
  { amount, on }: GivenPayment,
  month: Month,
): Promise<void> => {
  const id = newId<ChargeId>();
  const reference = `checkout:${id}`;
  await platform.pool.query(
    `INSERT INTO charges (id, supporter_id, kind, reference, currency, gross_micros)
     VALUES ($1, $2, 'CHECKOUT', $3, $4, $5)`,
    [id, supporterId, reference, amount.currency, amount.micros],
  );
  const arrives = money(amount.micros, amount.currency);
  const chargedAt = new Date(`${on ?? `${month}-15`}T12:00:00Z`);
  const cardFingerprint = `card of ${supporterId}`;
  const payment = { id: `pi_${id}`, state: 'succeeded', gross: arrives, net: arrives } as const;
  await settleCharge(platform, reference, { ...payment, chargedAt, cardFingerprint });
};

const mark = async (
  { world, things }: Stage,
  row: Row,
  supporter: Person,
  flattr: GivenFlattr,
): Promise<void> => {
  const { thing, weight, eachMonth, refused } = flattr;
  const { id: thingId } = things.get(thing) ?? wrong(row.line, `there is no ${thing}.`);
  const marked = eachMonth
    ? startStandingFlattr(world.platform, supporter.id, { thingId, weight })
    : world.flattrs(supporter, thingId, weight);
  const refusal = await Promise.resolve(marked).then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );
  if (refusal && !refused) wrong(row.line, `${row.name} is refused ${thing}: ${refusal.message}`);
  if (refused && !refusal) wrong(row.line, `${row.name} may flattr ${thing}, and should be refused.`);
};

const share = async (stage: Stage, row: Row, month: Month): Promise<void> => {
  const { world, things, proposals } = stage;
  const thing = things.get(row.name) ?? wrong(row.line, `there is no ${row.name}.`);
  const split = readSplit(row);
  if (split && split !== 'accepted') {
    const named = await Promise.all(split.parts.map(({ handle }) => personOf(stage, handle)));
    const owner = thing.owner ?? wrong(row.line, `nobody can propose a split of ${row.name}.`);
    const id = await proposeSplit(world.platform, owner.id, { thingId: thing.id, parts: split.parts });
    const waiting = named.filter(({ id: person }) => person !== owner.id).map(({ handle }) => handle);
    proposals.set(row.name, { id, waiting });
  }
  if (split && (split === 'accepted' || split.accepted)) {
    const proposal = proposals.get(row.name) ?? wrong(row.line, `nothing is proposed for ${row.name}.`);
    for (const name of proposal.waiting)
      await acceptSplit(world.platform, (await personOf(stage, name)).id, proposal.id);
  }
  const { later } = readCreator(row);
  if (!later) return;
  thing.owner = await personOf(stage, later);
  await world.owner.query('UPDATE things SET creator_id = $1, creator_from = $3 WHERE id = $2', [
    thing.owner.id,
    thing.id,
    month,
  ]);
};
