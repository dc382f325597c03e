import { randomInt } from 'node:crypto';
import type { Platform } from '../platform.ts';
import type { WebhookAnswer } from '../ports.ts';
import { type Due, holdDue } from './hold-due.ts';
import { markAttempt, type Outcome } from './mark-attempt.ts';
import { isTaken, retryAfter } from './retry-schedule.ts';
import { writeCount } from './write-count.ts';

const gone = 410;
const millionth = 1_000_000;

/**
 * Calls an endpoint for the delivery that is due the longest, and writes down what came of it. Whoever dies in between is
 * followed by another, with the same id and the same body. False where nothing is due, or another worker is at it.
 */
export const attemptDelivery = async (platform: Platform, endpointId: string): Promise<boolean> => {
  const due = await holdDue(platform, endpointId);
  if (!due) return false;
  const body = due.body ?? (await writeCount(platform, due));
  const { url, sealedSecrets } = due;
  const answer = await platform.webhooks.call({ url, messageId: due.id, body, sealedSecrets });
  await markAttempt(platform, due, answer, outcomeOf(due, answer));
  return true;
};

const outcomeOf = ({ type, failures }: Due, answer: WebhookAnswer): Outcome => {
  const status = answer.outcome === 'answered' ? answer.status : undefined;
  if (status !== undefined && isTaken(status)) return { state: 'SUCCEEDED' };
  if (status === gone) return { state: 'FAILED', gone: true };
  const retrySeconds = retryAfter(type, failures + 1, randomInt(millionth) / millionth);
  return retrySeconds === undefined ? { state: 'FAILED' } : { state: 'PENDING', retrySeconds };
};
