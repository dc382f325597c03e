import type { ThingId } from '@flattr/domain/ids';
import { earnings, escrow, wallet } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { asMonth } from '@flattr/domain/month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import { registerThings } from '@flattr/domain/things/register-things';
import { unpublishThings } from '@flattr/domain/things/unpublish-things';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { brokenWithoutProvider } from '@flattr/test-world/broken-invariants';
import { afterEach, beforeEach, expect, it } from 'vitest';

const [november, december, january] = [asMonth('2026-11'), asMonth('2026-12'), asMonth('2027-01')] as const;
const [songUrl, foundUrl] = ['https://song.example/', 'https://found.example/'] as const;

let world: World;
let ada: Person;
let maker: Person;
let song: ThingId;
let found: ThingId;

/** In November ada gives to a song each month, and to what nobody has claimed, half and half. */
beforeEach(async () => {
  world = await createWorld();
  ada = await world.joins('ada');
  maker = await world.joins('maker');
  song = await world.publishes(maker, songUrl);
  [found] = await register(foundUrl);
  await turn(november, 15);
  await world.funds(ada, '5.00');
  await startStandingFlattr(world.platform, ada.id, { thingId: song });
  await startStandingFlattr(world.platform, ada.id, { thingId: found });
});
afterEach(async () => {
  expect(await brokenWithoutProvider(world)).toEqual([]);
  await world.close();
});

/** Lets a month's turn happen as the worker does it, and all that it leads to. */
const turn = async (month: string, day = 1): Promise<void> => {
  await world.moveClockTo(`${month}-${`${day}`.padStart(2, '0')}T00:00:01Z`);
  await turnMonths(world.platform);
  await world.work();
};

/** What the maker registers, also what is not theirs. */
const register = async (...urls: readonly string[]): Promise<[ThingId, ...ThingId[]]> => {
  const inputs = urls.map((url) => ({ url, title: 'A page', kind: 'AUDIO' as const }));
  const ids = (await registerThings(world.platform, maker.id, inputs)).map((registered) => {
    if ('refusal' in registered) throw registered.refusal;
    return registered.thingId;
  });
  const [first, ...others] = ids;
  if (!first) throw new Error('nothing was registered');
  return [first, ...others];
};

const flattrs = async (): Promise<string[]> => {
  const rows = await world.platform.db.flattr.findMany({ orderBy: [{ month: 'asc' }] });
  return rows.map(({ month, thingId }) => `${month} ${thingId === song ? 'song' : 'found'}`).sort();
};

const micros = async (account: Parameters<typeof balance>[1]): Promise<bigint> =>
  (await balance(world.platform.pool, account)).micros;

const inNovember = ['2026-11 found', '2026-11 song'];

it('nothing of money moves: what was given in the open month is shared out as ever', async () => {
  const held = await micros(wallet(ada.id, 'EUR'));
  expect(await unpublishThings(world.platform, maker.id, [songUrl, foundUrl])).toEqual([
    { thingId: song, unpublished: true },
    { thingId: found, unpublished: true },
  ]);
  expect(await flattrs()).toEqual(inNovember);
  expect(await micros(wallet(ada.id, 'EUR'))).toBe(held);
  await turn(december);
  const kept = held - held / 20n;
  expect(await micros(earnings(maker.id, 'EUR'))).toBe(kept / 2n);
  expect(await micros(escrow(found, november, 'EUR'))).toBe(kept / 2n);
});

it('what stands for each month does not come back for it, and does once it is registered again', async () => {
  await unpublishThings(world.platform, maker.id, [songUrl, foundUrl]);
  await turn(december);
  expect(await flattrs()).toEqual(inNovember);
  await register(songUrl);
  await turn(december, 20);
  expect(await flattrs()).toEqual(inNovember);
  await turn(january);
  expect(await flattrs()).toEqual([...inNovember, '2027-01 song']);
});
