import type { Config } from '@flattr/adapters';
import { createApi } from '@flattr/api';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { PayoutId, ThingId, UserId } from '@flattr/domain/ids';
import { addDays, monthBefore, monthOf, monthStart } from '@flattr/domain/month';
import { followPayout } from '@flattr/domain/payouts/follow-payout';
import type { Platform } from '@flattr/domain/platform';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { registerThings } from '@flattr/domain/things/register-things';
import { type Cast, createCast, type Person } from '@flattr/test-world/cast';
import { moveClockTo, stopMovingClock } from '@flattr/test-world/clock';
import { doRecordedWork } from '@flattr/test-world/do-recorded-work';
import type pg from 'pg';
import { creators, emailOf, seedPassword, supporters } from './cast.ts';

type People = ReadonlyMap<string, Person>;

/**
 * Plays two months of a small cast by the same doors as everybody: they join, fund, flattr, are settled and paid; and a
 * third month that is open. The clock starts in the past for this and is right again at the end.
 */
export const plantSeed = async (platform: Platform, config: Config, owner: pg.Pool): Promise<void> => {
  const now = new Date();
  const second = monthBefore(monthOf(now));
  const first = monthBefore(second);
  const cast = createCast(platform, owner);
  const goTo = async (moment: Date) => {
    await moveClockTo(owner, moment < now ? moment : now);
    await turnMonths(platform);
    await doRecordedWork(platform);
    await turnMonths(platform);
    await hearOfBanks(platform);
  };
  await goTo(addDays(monthStart(first), 2));
  const people = await inviteEverybody(platform, config);
  const things = await publishEverything(platform, cast, people);
  for (const [handle, { amount, currency, monthsAtOnce }] of Object.entries(supporters)) {
    await cast.funds(person(people, handle), amount, currency, monthsAtOnce);
  }
  await flattrMonth(cast, people, things, 0);
  for (const handle of ['noor', 'kiez', 'kofi'])
    await cast.setsUpPayouts(person(people, handle), creators[handle]?.country);
  await goTo(addDays(monthStart(second), 4));
  await flattrMonth(cast, people, things, 1);
  await goTo(addDays(monthStart(second), 12));
  await goTo(addDays(monthStart(second), 16));
  await goTo(addDays(monthStart(monthOf(now)), 0));
  await goTo(addDays(monthStart(monthOf(now)), 9));
  await goTo(addDays(monthStart(monthOf(now)), 13));
  await stopMovingClock(owner);
  await turnMonths(platform);
  await flattrMonth(cast, people, things, 2);
  await gatherFlattrs(platform);
  await doRecordedWork(platform);
};

/** Asks after the payouts that are on their way, as the sweep does once a day. */
const hearOfBanks = async (platform: Platform): Promise<void> => {
  const sent = await platform.db.payout.findMany({
    where: { state: 'TRANSFERRED', NOT: { providerPayoutId: null } },
  });
  for (const { id } of sent) await followPayout(platform, id as PayoutId);
  await doRecordedWork(platform);
};

const person = (people: People, handle: string): Person => {
  const found = people.get(handle);
  if (!found) throw new Error(`nobody of the cast is called ${handle}`);
  return found;
};

const inviteEverybody = async (platform: Platform, config: Config): Promise<People> => {
  // Nobody of the cast reads mail: their addresses are planted as proven.
  const silent = { ...platform, mailer: { send: async () => {} } };
  const api = createApi(silent, { origin: config.policy.origin, authSecret: config.secret ?? '' });
  const people = new Map<string, Person>();
  for (const [handle, { name }] of Object.entries({ ...creators, ...supporters })) {
    const answer = await api.request('/auth/join', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: config.policy.origin },
      body: JSON.stringify({ handle, name, email: emailOf(handle), password: seedPassword }),
    });
    if (!answer.ok) throw new Error(`${handle} could not join: ${await answer.text()}`);
    const user = await platform.db.user.update({ where: { handle }, data: { emailVerified: true } });
    people.set(handle, { id: user.id as UserId, handle });
  }
  return people;
};

/** The sites of the cast do not exist, so there is no proof to find on them: they are planted as claimed. */
const publishEverything = async (
  platform: Platform,
  cast: Cast,
  people: People,
): Promise<ReadonlyMap<string, ThingId>> => {
  const things = new Map<string, ThingId>();
  for (const [handle, creator] of Object.entries(creators)) {
    for (const { url } of creator.things) await cast.owns(person(people, handle), `${new URL(url).origin}/`);
    const registered = await registerThings(platform, person(people, handle).id, creator.things);
    for (const [index, registration] of registered.entries()) {
      if ('refusal' in registration) throw registration.refusal;
      things.set(creator.things[index]?.url ?? '', registration.thingId);
    }
  }
  return things;
};

const flattrMonth = async (
  cast: Cast,
  people: People,
  things: ReadonlyMap<string, ThingId>,
  place: 0 | 1 | 2,
) => {
  for (const [handle, { months }] of Object.entries(supporters)) {
    for (const mark of months[place]) {
      const [end = '', weight] = mark.split('×');
      const thing = [...things].find(([url]) => url.endsWith(`/${end}`))?.[1];
      if (!thing) throw new Error(`nothing of the cast ends in ${end}`);
      await cast.flattrs(person(people, handle), thing, weight ? Number(weight) : undefined);
    }
  }
};
