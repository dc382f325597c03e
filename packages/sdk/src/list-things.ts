import { type ThingPartsFragment, UserThingsDocument, type UserThingsQuery } from '../generated/graphql.ts';
import type { Request } from './request.ts';

const pageSize = 100;

/** All things of one creator, newest first, page by page as they are consumed; nothing for an unknown handle. */
export async function* listThings(
  request: Request,
  handle: string,
): AsyncGenerator<ThingPartsFragment, void> {
  let after: string | null | undefined;
  do {
    const { user }: UserThingsQuery = await request(UserThingsDocument, { handle, first: pageSize, after });
    if (!user) return;
    yield* user.things.nodes;
    after = user.things.pageInfo.hasNextPage ? user.things.pageInfo.endCursor : undefined;
  } while (after);
}
