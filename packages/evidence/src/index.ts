import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How many cases a scenario runs: `quick` is `npm test`, `ci` is `.ci/run`, `full` is what the promise counts. */
export type Scale = 'quick' | 'ci' | 'full';

export type Evidence = {
  readonly id: string;
  readonly tried: number;
  readonly failed: number;
  /** Which queue ran underneath, where that matters to the scenario. */
  readonly queue?: 'none' | 'postgres' | 'redis';
};

const root = join(import.meta.dirname, '../../..');

export const scale = (): Scale => {
  const asked = process.env.FLATTR_SCALE ?? 'quick';
  if (asked === 'quick' || asked === 'ci' || asked === 'full') return asked;
  throw new Error(`FLATTR_SCALE is quick, ci or full, not ${asked}`);
};

export const scaleOf = <Count>(counts: Readonly<Record<Scale, Count>>): Count => counts[scale()];

/** Appends one line to `.flattr/evidence.jsonl`; the run fails for a promise without one (`docs/promises.md`). */
export const recordEvidence = ({ id, tried, failed, queue = 'none' }: Evidence): void => {
  const file = join(root, '.flattr', 'evidence.jsonl');
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ id, scale: scale(), queue, tried, failed })}\n`);
};

/** The folder of public test data, where there is one beside the project. */
export const sharedFolder = (): string => process.env.FLATTR_SHARED ?? join(root, '..', 'shared');
