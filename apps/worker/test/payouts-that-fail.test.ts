import type { Job } from '@flattr/domain/events';
import { earnings } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { followPayout } from '@flattr/domain/payouts/follow-payout';
import { requestPayout } from '@flattr/domain/payouts/request-payout';
import { sendPayout } from '@flattr/domain/payouts/send-payout';
import { recordEvidence } from '@flattr/evidence';
import type { Person } from '@flattr/test-world';
import { doJob } from '@flattr/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, openPayoutWorld, type PayoutWorld } from './payout-world.ts';

let world: PayoutWorld;
let [returned, again] = [0, 0];

const held = async ({ id }: Person) => (await balance(world.platform.pool, earnings(id, 'EUR'))).micros;
const accountOf = async ({ id }: Person) =>
  (await world.platform.db.payee.findUniqueOrThrow({ where: { creatorId: id } })).providerAccountId;
const only = async (person: Person) => (await world.payoutsOf(person)).at(-1);
const bankOf = async (person: Person) => (await only(person))?.providerPayoutId ?? '';

type Transfers = {
  readonly data: readonly { readonly reversed: boolean; readonly transfer_group: string }[];
};

type Way = {
  /** What happens before the run of the month. */
  readonly before?: (person: Person) => Promise<unknown>;
  /** What happens after it. */
  readonly after?: (person: Person) => Promise<unknown>;
  readonly failure: RegExp;
  readonly transfers: number;
};

const ways: Readonly<Record<string, Way>> = {
  'is rejected at the transfer': {
    before: async (person) => world.emulator.control.setAccountState(await accountOf(person), 'rejected'),
    failure: /capabilities/,
    transfers: 0,
  },
  'is rejected by the bank at once': {
    before: async (person) =>
      world.emulator.control.setAccountState(await accountOf(person), 'payouts_disabled'),
    failure: /Payouts have been disabled/,
    transfers: 1,
  },
  'fails at the bank after its transfer succeeded': {
    after: async (person) => world.emulator.control.settlePayout(await bankOf(person), 'failed'),
    failure: /closed/,
    transfers: 1,
  },
  'is paid and then fails': {
    after: async (person) => {
      await world.emulator.control.settlePayout(await bankOf(person), 'paid');
      await world.hears();
      expect((await only(person))?.state).toBe('PAID');
      await world.emulator.control.settlePayout(await bankOf(person), 'failed', 'no_account');
    },
    failure: /incorrect/,
    transfers: 1,
  },
  'fails, and no webhook tells of it': {
    after: async (person) => {
      world.emulator.setWebhookUrl('http://127.0.0.1:9/');
      await world.emulator.control.settlePayout(await bankOf(person), 'failed');
      await followPayout(world.platform, idOf(await only(person)));
      await world.work();
      world.emulator.setWebhookUrl(world.webhookUrl);
    },
    failure: /closed/,
    transfers: 1,
  },
  'is taken back by the operator at the provider': {
    after: async (person) =>
      world.emulator.control
        .settlePayout(await bankOf(person), 'failed', 'could_not_process')
        .then(async () => world.asks(`transfers/${(await only(person))?.providerTransferId}/reversals`, {})),
    failure: /could not process|taken back/,
    transfers: 1,
  },
};

describe('a payout that', () => {
  beforeAll(async () => {
    world = await openPayoutWorld();
  });
  afterAll(async () => {
    recordEvidence({ id: 'R-10', tried: again, failed: 0 });
    recordEvidence({ id: 'R-13', tried: returned, failed: 0 });
    await world.close();
  });

  const people = new Map<string, Person>();

  it('comes to nothing leaves the creators what they earned', async () => {
    for (const [index, name] of Object.keys(ways).entries())
      people.set(name, await world.earns(`creator-${index}`, `${30 + index}.00`));
    await world.passHolds();
    const before = new Map<string, bigint>();
    for (const [name, person] of people) {
      before.set(name, await held(person));
      await ways[name]?.before?.(person);
    }
    await world.paysOut();
    for (const [name, person] of people) {
      await ways[name]?.after?.(person);
      await world.hears();
      expect([name, await held(person)]).toEqual([name, before.get(name)]);
    }
  });

  it.each(Object.entries(ways))('%s is FAILED, and its money came back once (R-13)', async (name, way) => {
    const person = people.get(name) as Person;
    const [payout] = await world.payoutsOf(person);
    expect(payout).toMatchObject({
      state: 'FAILED',
      attempt: 1,
      failure: expect.stringMatching(way.failure),
    });
    const sum = await held(person);
    await world.replays();
    expect(await held(person)).toBe(sum);
    const sent = await world.asks<Transfers>(`transfers?destination=${await accountOf(person)}`);
    expect(sent.data.map(({ reversed }) => reversed)).toEqual(Array(way.transfers).fill(true));
    const mails = (await world.mailbox.list()).filter(({ to }) => to.startsWith(`${person.handle}@`));
    expect(mails.filter(({ subject }) => subject.includes('did not go through'))).toHaveLength(1);
    returned += 1;
  });

  it('failed stays failed when its job is replayed after the cause is gone; a new one pays once (R-10)', async () => {
    for (const [name, person] of people) {
      const [failed] = await world.payoutsOf(person);
      await world.emulator.control.setAccountState(await accountOf(person), 'enabled');
      await world.hears();
      for (const job of ['send-payout', 'send-to-bank', 'return-payout'] as const)
        await doJob(world.platform, job, { payload: { payoutId: idOf(failed) } as Job['payload'] });
      expect(await world.payoutsOf(person)).toEqual([failed]);
      const sum = await held(person);
      const payoutId = await requestPayout(world.platform, person.id, 'EUR');
      await world.hears();
      await sendPayout(world.platform, payoutId);
      await world.emulator.control.settlePayout(await bankOf(person), 'paid');
      await world.hears();
      const second = await only(person);
      expect([name, second]).toMatchObject([name, { state: 'PAID', onDemand: true, id: payoutId }]);
      expect(second?.reference).not.toBe(failed?.reference);
      expect(await held(person)).toBe(sum - (second?.amountMicros ?? 0n));
      expect(await held(person)).toBeLessThan(10_000n);
      again += 1;
    }
    await world.replays();
    const { data } = await world.asks<Transfers>('transfers?limit=100');
    const paid = data.filter(({ reversed }) => !reversed);
    expect(paid).toHaveLength(people.size);
    expect(new Set(data.map(({ transfer_group: group }) => group)).size).toBe(data.length);
    expect(await world.broken()).toEqual([]);
  });

  it('is asked for below the minimum, twice, or without an account is refused', async () => {
    const [person] = people.values();
    if (!person) throw new Error('nobody is there');
    await expect(requestPayout(world.platform, person.id, 'EUR')).rejects.toMatchObject({
      code: 'below-minimum',
    });
    const stranger = await world.joins('stranger');
    const asks = requestPayout(world.platform, stranger.id, 'EUR');
    await expect(asks).rejects.toMatchObject({ code: 'payouts-not-set-up' });
    await world.emulator.control.setAccountState(await accountOf(person), 'restricted');
    await world.hears();
    const restricted = requestPayout(world.platform, person.id, 'EUR');
    await expect(restricted).rejects.toMatchObject({ code: 'payouts-restricted' });
    const mails = (await world.mailbox.list()).filter(({ to }) => to.startsWith(`${person.handle}@`));
    expect(mails.at(-1)?.subject).toBe('Your payouts are stopped');
  });
});
