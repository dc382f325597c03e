import type { Sql } from '@flattr/database';
import { returnedFee } from '../escrow/returned-fee.ts';
import { nobody, type ThingId, type UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Day, Month } from '../month.ts';
import type { Share } from '../settlement/plan-settlement.ts';
import { readPlanAgain } from '../settlement/read-month-shares.ts';
import { type EscrowFate, escrowedShare } from './escrowed-share.ts';
import type { MonthPart } from './plan-dispute.ts';
import { readWants, wantedOf } from './read-wants.ts';

/** One supporter's month, and the day from which its shares are free. */
export type SupporterMonth = {
  readonly supporterId: UserId;
  readonly month: Month;
  readonly availableOn: Day;
};

/**
 * What a supporter's month became, by the rule, and where it is by now: less what disputes want of it already. The escrows of
 * its things are held until the transaction ends.
 */
export const readMonthParts = async (sql: Sql, given: SupporterMonth): Promise<readonly MonthPart[]> => {
  const { supporterId, month, availableOn } = given;
  const { plan, currency } = await readPlanAgain(sql, supporterId, month);
  const fates = await holdEscrows(sql, { month, currency }, plan.shares.filter(waited));
  const wants = await readWants(sql, supporterId, month);
  let feeMicros = plan.feeMicros - wantedOf(wants, 'fee');
  const feeOf = (shareMicros: bigint): bigint => {
    const back = returnedFee(shareMicros, plan);
    feeMicros -= back;
    return back;
  };
  const shares = plan.shares.flatMap(({ thingId, micros: shareMicros, parts }): readonly MonthPart[] => {
    const fate = fates.get(thingId);
    const its = wants.get(thingId) ?? [];
    if (fate) return escrowedShare({ supporterId, thingId, shareMicros, fate, wants: its }, feeOf);
    return parts.map(({ beneficiaryId: creatorId, micros }) => {
      const left = micros - wantedOf(wants, `${thingId} ${creatorId}`);
      return { kind: 'EARNINGS', thingId, creatorId, availableOn, micros: left };
    });
  });
  return levelled([{ kind: 'FEE', micros: feeMicros }, ...shares.sort(inOrder)]);
};

const waited = ({ micros, parts }: Share): boolean =>
  micros > 0n && parts.some(({ beneficiaryId }) => beneficiaryId === nobody);

const inOrder = (one: MonthPart, other: MonthPart): number => (nameOf(one) < nameOf(other) ? -1 : 1);

const nameOf = (part: MonthPart): string => {
  if (part.kind === 'FEE') return 'fee';
  return part.kind === 'EARNINGS' ? `${part.thingId} ${part.creatorId} ${part.availableOn}` : part.thingId;
};

type FateRow = { thing_id: ThingId; state: EscrowFate['state']; to: UserId | null; earned_on: Day | null };

/** Where the escrows of some things are, each held until the transaction ends. */
const holdEscrows = async (
  sql: Sql,
  { month, currency }: { readonly month: Month; readonly currency: Currency },
  shares: readonly Share[],
): Promise<ReadonlyMap<ThingId, EscrowFate>> => {
  const { rows } = await sql.query<FateRow>(
    `SELECT thing_id, state, released_to AS to, earned_on::text FROM escrows
     WHERE month = $1 AND currency = $2 AND thing_id = ANY ($3::uuid[]) ORDER BY thing_id FOR NO KEY UPDATE`,
    [month, currency, shares.map(({ thingId }) => thingId)],
  );
  return new Map(rows.map((row) => [row.thing_id, fateOf(row)]));
};

const fateOf = ({ thing_id: thingId, state, to, earned_on: earnedOn }: FateRow): EscrowFate => {
  if (state !== 'RELEASED') return { state };
  if (!to) throw new Error(`an escrow of ${thingId} was released to nobody`);
  return { state, to, earnedOn: earnedOn ?? undefined };
};

/**
 * The shares of a month that go back with their part of the fee leave up to a micro each too much or too little of the fee, as
 * it was rounded for disputes and for returns: what a part lacks is taken from the others.
 */
const levelled = (parts: readonly MonthPart[]): readonly MonthPart[] => {
  let lacking = parts.reduce((sum, { micros }) => (micros < 0n ? sum - micros : sum), 0n);
  return parts.map((part) => {
    if (part.micros <= 0n) return { ...part, micros: 0n };
    const cut = part.micros < lacking ? part.micros : lacking;
    lacking -= cut;
    return { ...part, micros: part.micros - cut };
  });
};
