import { UnpublishThingsDocument, type UnpublishThingsMutation } from '../generated/graphql.ts';
import { throwRefusal } from './flattr-refusal.ts';
import type { Request } from './request.ts';

/** What became of one address: the thing with since when it is off the net, whether it was taken off now, and the refusals if not. */
export type UnpublishedThing = UnpublishThingsMutation['unpublishThings']['results'][number];

/** As many as the API takes at once. */
const batchSize = 500;

/**
 * Says of any number of things that they were taken off the net, in batches, one after the other, and gives one result per
 * address in the given order. Saying it again changes nothing, so after a failure the whole list may be sent again.
 */
export const unpublishThings = async (
  request: Request,
  urls: readonly string[],
): Promise<UnpublishedThing[]> => {
  const results: UnpublishedThing[] = [];
  for (let start = 0; start < urls.length; start += batchSize) {
    const batch = urls.slice(start, start + batchSize);
    const { unpublishThings } = await request(UnpublishThingsDocument, { urls: batch });
    throwRefusal(unpublishThings.errors);
    results.push(...unpublishThings.results);
  }
  return results;
};
