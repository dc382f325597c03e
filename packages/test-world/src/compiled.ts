import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For the environment of a process that a test starts: the many of them compile what they load once, and start in half the time. */
export const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), 'flattr-compiled') };
