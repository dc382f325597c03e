import { MoveThingsDocument, type MoveThingsMutation, type ThingMove } from '../generated/graphql.ts';
import { throwRefusal } from './flattr-refusal.ts';
import type { Request } from './request.ts';

/** What became of one move: the thing at its new address, whether it moved now, and the refusals if it did not. */
export type MovedThing = MoveThingsMutation['moveThings']['results'][number];

/** As many as the API takes at once. */
const batchSize = 500;

/**
 * Moves any number of things in batches, one after the other, and gives one result per move in the given order. Moving a thing
 * again changes nothing, so after a failure the whole list may be sent again.
 */
export const moveThings = async (request: Request, moves: readonly ThingMove[]): Promise<MovedThing[]> => {
  const results: MovedThing[] = [];
  for (let start = 0; start < moves.length; start += batchSize) {
    const { moveThings } = await request(MoveThingsDocument, {
      moves: moves.slice(start, start + batchSize),
    });
    throwRefusal(moveThings.errors);
    results.push(...moveThings.results);
  }
  return results;
};
