import { StandingFlattrsDocument, type StandingFlattrsQuery } from '../generated/graphql.ts';
import { listAll } from './list-all.ts';
import type { Request } from './request.ts';

type StandingFlattr = NonNullable<StandingFlattrsQuery['viewer']>['standingFlattrs']['nodes'][number];

/** All that the viewer flattrs each month, the latest first, page by page as it is consumed; nothing without a viewer. */
export const listStandingFlattrs = (request: Request): AsyncGenerator<StandingFlattr, void> =>
  listAll(request, StandingFlattrsDocument, {}, ({ viewer }) => viewer?.standingFlattrs);
