import type { EmbeddedPostgres } from '@flattr/database/embedded';
import { openCopy, plantTemplate, type Size } from './bench-database.ts';
import { type Floor, measureFloor } from './measure-floor.ts';
import { measureSetBased, type SetBased } from './measure-set-based.ts';
import { type Settlement, settleForReal } from './settle-for-real.ts';

export type MonthMeasured = Size & {
  /** The settlement's seconds, relative to the floor's. */
  readonly ratio: number;
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
    const settlement = await settleForReal(copy, size);
    settlements.push(settlement);
    say(`settled in ${settlement.seconds} s`);
    const floor = await measureFloor(copy);
    floors.push(floor);
    say(`floor: ${floor.seconds} s`);
    await copy.drop();
  }
  const copy = await openCopy(postgres, template);
  const setBased = await measureSetBased(copy);
  say(`set-based: ${setBased.seconds} s`);
  await copy.drop();
  const settlement = meanOf(settlements);
  const floor = meanOf(floors);
  return { ...size, ratio: hundredths(settlement.seconds / floor.seconds), settlement, floor, setBased };
};

/** The mean of each figure of several rounds. */
const meanOf = <Measured extends object>(measured: readonly Measured[]): Measured => {
  const mean = (values: readonly unknown[]): unknown => {
    if (values.every((value) => typeof value === 'number'))
      return hundredths(values.reduce((sum, value) => sum + value, 0) / values.length);
    return values[0];
  };
  const names = Object.keys(measured[0] ?? {}) as (keyof Measured)[];
  return Object.fromEntries(
    names.map((name) => [name, mean(measured.map((one) => one[name]))]),
  ) as unknown as Measured;
};

const hundredths = (value: number): number => Math.round(value * 100) / 100;
