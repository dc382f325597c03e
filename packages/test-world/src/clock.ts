import type pg from 'pg';

/** Moves the platform's clock: `flattr_now()` is this moment when the call returns, and runs on from there. */
export const moveClockTo = async (owner: pg.Pool, moment: Date): Promise<void> => {
  // In seconds: a day is not 24 hours in every time zone.
  await owner.query(
    'UPDATE clock SET offset_by = make_interval(secs => extract(epoch FROM $1::timestamptz - clock_timestamp())::float8)',
    [moment],
  );
};

/** Gives the platform the wall clock back. */
export const stopMovingClock = async (owner: pg.Pool): Promise<void> => {
  await owner.query("UPDATE clock SET offset_by = '0'");
};
