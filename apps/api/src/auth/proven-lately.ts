import type { Session } from './read-session.ts';

/** For so long after somebody proved who they are, nobody asks again before what could be misused at an open screen. */
const freshMs = 15 * 60 * 1000;

/** Whether whoever has a session proved who they are within the last quarter of an hour, by the wall clock. */
export const provenLately = ({ provenAt }: Session): boolean => Date.now() - provenAt.getTime() < freshMs;
