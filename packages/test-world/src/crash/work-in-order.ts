import { readClock } from '@flattr/database';
import type { Platform } from '@flattr/domain/platform';
import { doJob } from '@flattr/worker';
import type pg from 'pg';
import { moveClockTo } from '../clock.ts';
import { doRecordedWork } from '../do-recorded-work.ts';
import { silentQueue } from '../silent-queue.ts';
import type { Reach } from './crash-points.ts';
import { moments } from './seed-month.ts';
import { watchPorts } from './watch-port.ts';

/**
 * Does the month's work in order, from wherever it stands, with nothing in doubt but the crash: its crash points are always
 * the same. Moves the clock from moment to moment by itself.
 */
export const workInOrder = async (platform: Platform, owner: pg.Pool, reach: Reach): Promise<void> => {
  let nudged = false;
  const nudge = async () => {
    nudged = true;
  };
  // Ringing has no effect here, so that nobody can die before or after it.
  const watched = { ...watchPorts(platform, reach), queue: { ...silentQueue, nudge } };
  for (const moment of moments) {
    if ((await readClock(owner)) < new Date(moment)) await moveClockTo(owner, new Date(moment));
    do {
      nudged = false;
      await doJob(watched, 'turn-months', { payload: {} });
      await doRecordedWork(watched);
    } while (nudged);
  }
};
