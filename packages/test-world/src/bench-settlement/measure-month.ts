import type { EmbeddedPostgres } from '@flattr/database/embedded';
import { openCopy, plantTemplate, type Size } from './bench-database.ts';
import { type Floor, measureFloor, measureStreams } from './measure-floor.ts';
import { measureSetBased, type SetBased } from './measure-set-based.ts';
import { type Settlement, settleForReal } from './settle-for-real.ts';

export type MonthMeasured = Size & {
  /** The settlement's seconds, relative to the floor's. */
  readonly ratio: number;
  /** The same to a floor that streams nothing but flattrs. */
  readonly ratioToFlattrsAlone: number;
  readonly settlement: Settlement;
  readonly floor: Floor;
  readonly setBased: SetBased;
};

/** How often each side is measured, in turns. */
const rounds = 2;

/** Settles a month and runs its floor in turns, each on a fresh copy, and gives the means; and set-based SQL once. */
export const measureMonth = async (
  postgres: EmbeddedPostgres,
  size: Size,
  say: (line: string) => void,
): Promise<MonthMeasured> => {
  say(`planting ${size.supporters} × ${size.flattrsEach} …`);
  const template = await plantTemplate(postgres, size);
  const settlements: Settlement[] = [];
  const floors: Floor[] = [];
  for (let round = 0; round < rounds; round++) {
    const copy = await openCopy(postgres, template);
    // Both sides find in memory what fits into it.
    await measureStreams(copy);
    const streams = await measureStreams(copy);
    const settlement = await settleForReal(copy, size);
    settlements.push(settlement);
    say(`settled in ${settlement.seconds} s`);
    const floor = await measureFloor(copy, streams);
    floors.push(floor);
    say(`floor: ${floor.seconds} s`);
    await copy.drop();
  }
  const copy = await openCopy(postgres, template);
  const setBased = await measureSetBased(copy);
  say(`set-based: ${setBased.seconds} s`);
  await copy.drop();
  const settlement = meanSettlement(settlements);
  const floor = meanFloor(floors);
  return {
    ...size,
    ratio: hundredths(settlement.seconds / floor.seconds),
    ratioToFlattrsAlone: hundredths(settlement.seconds / (floor.seconds - floor.walletsSeconds)),
    settlement,
    floor,
    setBased,
  };
};

const mean = (values: readonly number[]): number =>
  hundredths(values.reduce((sum, value) => sum + value, 0) / values.length);

/** The means of several rounds. */
const meanSettlement = (rounds: readonly Settlement[]): Settlement => ({
  seconds: mean(rounds.map((round) => round.seconds)),
  supportersPerSecond: mean(rounds.map((round) => round.supportersPerSecond)),
  workerMegabytes: rounds.flatMap((round) => round.workerMegabytes),
  flattrBytesEach: mean(rounds.map((round) => round.flattrBytesEach)),
  ledgerBytesPerSupporter: mean(rounds.map((round) => round.ledgerBytesPerSupporter)),
  walBytesPerSupporter: mean(rounds.map((round) => round.walBytesPerSupporter)),
});

const meanFloor = (rounds: readonly Floor[]): Floor => ({
  seconds: mean(rounds.map((round) => round.seconds)),
  flattrsSeconds: mean(rounds.map((round) => round.flattrsSeconds)),
  walletsSeconds: mean(rounds.map((round) => round.walletsSeconds)),
  insertSeconds: mean(rounds.map((round) => round.insertSeconds)),
  peakMegabytes: mean(rounds.map((round) => round.peakMegabytes)),
});

const hundredths = (value: number): number => Math.round(value * 100) / 100;
