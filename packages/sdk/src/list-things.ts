import { type ThingPartsFragment, UserThingsDocument } from '../generated/graphql.ts';
import { listAll } from './list-all.ts';
import type { Request } from './request.ts';

/** All things of one creator, newest first, page by page as they are consumed; nothing for an unknown handle. */
export const listThings = (request: Request, handle: string): AsyncGenerator<ThingPartsFragment, void> =>
  listAll(request, UserThingsDocument, { handle }, ({ user }) => user?.things);
