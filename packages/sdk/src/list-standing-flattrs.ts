import { StandingFlattrsDocument, type StandingFlattrsQuery } from '../generated/graphql.ts';
import type { Request } from './request.ts';

const pageSize = 100;

type StandingFlattr = NonNullable<StandingFlattrsQuery['viewer']>['standingFlattrs']['nodes'][number];

/** All that the viewer flattrs each month, the latest first, page by page as it is consumed; nothing without a viewer. */
export async function* listStandingFlattrs(request: Request): AsyncGenerator<StandingFlattr, void> {
  let after: string | null | undefined;
  do {
    const { viewer }: StandingFlattrsQuery = await request(StandingFlattrsDocument, {
      first: pageSize,
      after,
    });
    if (!viewer) return;
    const { nodes, pageInfo } = viewer.standingFlattrs;
    yield* nodes;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (after);
}
