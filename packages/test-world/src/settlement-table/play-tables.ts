import { type Month, monthEnd } from '@flattr/domain/month';
import { cutMonth } from '@flattr/domain/settlement/cut-month';
import { readMonth } from '@flattr/domain/settlement/month-row';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { fireStandingFlattrs } from '@flattr/domain/standing-flattrs/fire-standing-flattrs';
import { brokenWithoutProvider } from '../broken-invariants.ts';
import type { World } from '../create-world.ts';
import { checkNames } from './check-names.ts';
import { checkSums } from './check-sums.ts';
import { compareTables } from './compare-tables.ts';
import { playMonth, type Stage } from './play-month.ts';
import { printPairs } from './print-pairs.ts';
import { readOutcome } from './read-outcome.ts';
import { readTables } from './read-tables.ts';

/**
 * Plays the months that a text tells in tables (docs/settlement-tables.md), by the product's own verbs on a real database,
 * and fails where anything comes out otherwise. Each month is cut at its end and settled only after everything of the month
 * that follows has happened, so that a table of that month tells what came after the cut.
 */
export const playTables = async (world: World, text: string): Promise<void> => {
  const months = readTables(text);
  checkNames(months);
  for (const month of months) checkSums(month);
  const stage: Stage = { world, people: new Map(), things: new Map(), proposals: new Map() };
  for (const [index, tables] of months.entries()) {
    await world.moveClockTo(`${tables.month}-15T12:00:00Z`);
    await openMonth(world.platform, tables.month);
    await fireStandingFlattrs(world.platform, tables.month);
    await playMonth(stage, tables);
    const before = months[index - 1];
    if (before) await settleMonth(world.platform, before.month);
    await cut(world, tables.month);
  }
  const last = months.at(-1);
  if (last) await settleMonth(world.platform, last.month);
  await holdsTogether(world);
  const told = [];
  for (const tables of months)
    told.push({ month: tables.month, pairs: compareTables(tables, await readOutcome(world, tables.month)) });
  if (told.every(({ pairs }) => pairs.flat().every(({ same }) => same))) return;
  throw new Error(
    `It came out otherwise.\n\n${told.map(({ month, pairs }) => printPairs(month, pairs)).join('\n\n')}\n`,
  );
};

const cut = async (world: World, month: Month): Promise<void> => {
  await world.moveClockTo(new Date(monthEnd(month).getTime() + 1000));
  const row = await readMonth(world.platform.pool, month);
  if (!row || !(await cutMonth(world.platform, row))) throw new Error(`${month} could not be cut`);
};

/** Whatever a text leaves out still adds up: every invariant of the ledger holds. */
const holdsTogether = async (world: World): Promise<void> => {
  const broken = await brokenWithoutProvider(world);
  if (broken.length > 0) throw new Error(`The ledger does not hold:\n${broken.join('\n')}`);
};
