import {
  type RegisterThingInput,
  RegisterThingsDocument,
  type RegisterThingsMutation,
} from '../generated/graphql.ts';
import { throwRefusal } from './flattr-refusal.ts';
import type { Request } from './request.ts';

/** What became of one thing: the thing, whether it is new, and the refusals if it is none. */
export type Registration = RegisterThingsMutation['registerThings']['results'][number];

/** As many as the API takes at once. */
const batchSize = 500;

/**
 * Registers any number of things in batches, one after the other, and gives one result per thing in the given order.
 * Registering a thing again changes nothing, so after a failure the whole list may be sent again.
 */
export const registerThings = async (
  request: Request,
  things: readonly RegisterThingInput[],
): Promise<Registration[]> => {
  const results: Registration[] = [];
  for (let start = 0; start < things.length; start += batchSize) {
    const batch = things.slice(start, start + batchSize);
    const { registerThings } = await request(RegisterThingsDocument, { things: batch });
    throwRefusal(registerThings.errors);
    results.push(...registerThings.results);
  }
  return results;
};
