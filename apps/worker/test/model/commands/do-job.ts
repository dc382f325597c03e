import type { JobName } from '@flattr/domain/events';
import { doJob } from '@flattr/worker';
import fc from 'fast-check';
import type { Command } from '../command.ts';
import { AnswerLost, type Fault } from '../faulty-gateway.ts';
import type { Payout, Someone } from '../model.ts';
import { budgetIn, type Charge, holds, type Model, type ModelJob, monthAt, moves, pick } from '../model.ts';
import { readJobs } from '../rows.ts';
import { payoutKey } from '../settle-naively.ts';
import { credits } from './fund.ts';
import { fires } from './standing.ts';

type Input = { readonly job: number; readonly fault: Fault; readonly again: boolean };
type Outcome = 'done' | 'unknown';
type Facts = {
  readonly outcome: Outcome;
  readonly charges: ReadonlyMap<string, { readonly id: string; readonly chargedAt: number }>;
};

/** From this age on the provider is asked before anything is sent again. */
const lookUpAfter = 23 * 3_600_000;

const candidates = ({ jobs }: Model, { again }: Input) => (again ? jobs : jobs.filter(({ done }) => !done));

export const doesJob: Command<Input, Facts> = {
  often: 14,
  input: fc.record({
    job: fc.nat(19),
    fault: fc.constantFrom<Fault>(
      'none',
      'none',
      'none',
      'none',
      'none',
      'refuses',
      'refuses',
      'unreachable',
      'answer-lost',
    ),
    again: fc.constantFrom(false, false, false, true),
  }),
  says: ({ job, fault, again }) => `${again ? 'any' : 'undone'} job ${job} is done, fault: ${fault}`,
  possible: (model, input) => candidates(model, input).length > 0,
  does: async ({ platform, faults }, model, input) => {
    const { key } = pick(candidates(model, input), input.job);
    const row = (await readJobs(platform.pool)).find((known) => known.key === key);
    if (!row) throw new Error(`nobody recorded the job ${key}`);
    faults.next = input.fault;
    faults.away = false;
    const outcome = await doJob(platform, row.job as JobName, {
      outboxId: row.id,
      payload: row.payload,
    }).then(
      (): Outcome => 'done',
      (error: Error & { type?: string }): Outcome => {
        if (error instanceof AnswerLost || error.type === 'StripeIdempotencyError') return 'unknown';
        throw error;
      },
    );
    faults.next = 'none';
    const { rows } = await platform.pool.query<{ id: string; reference: string; charged_at: Date | null }>(
      "SELECT id, reference, charged_at FROM charges WHERE kind = 'TOP_UP'",
    );
    return {
      outcome,
      charges: new Map(
        rows.map((row) => [row.reference, { id: row.id, chargedAt: row.charged_at?.getTime() ?? 0 }]),
      ),
    };
  },
  applies: (model, input, facts) => {
    const job = pick(candidates(model, input), input.job);
    const outcome = perform(model, job, input.fault, facts);
    if (outcome !== facts.outcome) throw new Error(`${job.key} is ${facts.outcome}, by the model ${outcome}`);
    if (outcome === 'done') job.done = true;
  },
};

const perform = (model: Model, job: ModelJob, fault: Fault, facts: Facts): Outcome => {
  if (job.name === 'top-up-wallet') return topsUp(model, job, fault, facts);
  if (job.name === 'fire-standing-flattrs') return fires(model, job.month);
  return job.name === 'send-payout' ? sends(model, job.payout, fault) : 'done';
};

const sends = (model: Model, payout: Payout, fault: Fault): Outcome => {
  if (payout.state !== 'INTENT') return 'done';
  const found = payout.sent && model.now - payout.at >= lookUpAfter;
  if (!found) {
    if (fault === 'unreachable') return 'unknown';
    if (fault === 'refuses' && !payout.sent) {
      payout.state = 'FAILED';
      moves(model, 'payouts', `earnings:${payout.creator.name}`, payout.currency, payout.micros);
      return 'done';
    }
    payout.sent = true;
    if (fault === 'answer-lost') return 'unknown';
  }
  payout.state = 'TRANSFERRED';
  moves(model, 'payouts', 'stripe', payout.currency, payout.micros);
  const key = payoutKey('mail-payout', payout);
  model.jobs.push({ name: 'mail-payout', key, payout, done: false });
  return 'done';
};

type TopUp = { readonly person: Someone; readonly month: string };

const intend = (model: Model, { person, month }: TopUp, facts: Facts): Charge | undefined => {
  const budget = budgetIn(model, person, month);
  const busy = model.charges.some(
    (other) => other.kind === 'TOP_UP' && other.person === person && other.state === 'INTENT',
  );
  if (!person.saved || busy || monthAt(model.now) > month || !budget || budget.micros === 0n)
    return undefined;
  const { currency, micros, monthsAtOnce } = budget;
  if (holds(model, `wallet:${person.name}`, currency) >= micros) return undefined;
  const id = facts.charges.get(`top-up:${month}:${person.id}`)?.id ?? '';
  const of = { id, person, month, currency, gross: micros * BigInt(monthsAtOnce), at: model.now };
  const nothing = { card: undefined, sentWith: undefined, chargedAt: 0, holdDays: 0, position: 0 };
  const charge: Charge = { ...of, ...nothing, kind: 'TOP_UP', state: 'INTENT', drawn: [] };
  model.charges.push(charge);
  return charge;
};

const topsUp = (model: Model, job: TopUp, fault: Fault, facts: Facts): Outcome => {
  const { person, month } = job;
  const known = model.charges.find(
    (charge) => charge.kind === 'TOP_UP' && charge.person === person && charge.month === month,
  );
  if (known && known.state !== 'INTENT') return 'done';
  const charge = known ?? intend(model, job, facts);
  if (!charge) return 'done';
  const found = charge.sentWith !== undefined && model.now - charge.at >= lookUpAfter;
  if (!found) {
    if (fault === 'unreachable') return 'unknown';
    if (fault === 'refuses' && !charge.sentWith) {
      charge.state = 'FAILED';
      return 'done';
    }
    // The provider knows this key with another card: it is looked up, and a payment that has just failed is not the last word.
    if (charge.sentWith && charge.sentWith !== person.saved) {
      if (charge.sentWith.card === '4000000000000341') return 'unknown';
    } else {
      charge.sentWith = person.saved;
      if (fault === 'answer-lost') return 'unknown';
    }
  }
  if (charge.sentWith?.card === '4000000000000341') {
    charge.state = 'FAILED';
    return 'done';
  }
  charge.card = charge.sentWith?.card;
  credits(model, charge, facts.charges.get(`top-up:${month}:${person.id}`)?.chargedAt ?? 0);
  return 'done';
};
