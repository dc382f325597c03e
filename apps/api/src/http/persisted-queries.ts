import {
  defaultExtractPersistedOperationId,
  usePersistedOperations,
} from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError } from 'graphql';
import { badInput } from '../graphql-errors.ts';

const prefix = 'sha256:';

/** The documents that may be asked for by GET: their texts by the SHA-256 of each. */
export type Queries = ReadonlyMap<string, string>;

export const asksForStream = (headers: Headers): boolean =>
  headers.get('accept')?.includes('text/event-stream') ?? false;

/** Answers `GET /graphql?documentId=sha256:…&variables={…}` for known queries, and no other document by GET but where a stream is asked for. */
export const persistedQueries = (queries: Queries) =>
  usePersistedOperations({
    // What watches has no POST to send in a browser's `EventSource`, and nothing that a cache could keep.
    allowArbitraryOperations: ({ method, headers }) => method === 'POST' || asksForStream(headers),
    extractPersistedOperationId: (params, request, context) => {
      const id = new URL(request.url).searchParams.get('documentId');
      if (id?.startsWith(prefix)) return id.slice(prefix.length);
      return defaultExtractPersistedOperationId(params, request, context);
    },
    getPersistedOperation: (hash) => queries.get(hash) ?? null,
    customErrors: {
      notFound: () =>
        new GraphQLError('No document here has this id. Send its text by POST.', {
          extensions: { code: 'NOT_FOUND' },
        }),
      keyNotFound: () => badInput('Send a document as `query` by POST.'),
      persistedQueryOnly: () =>
        badInput('By GET a document is named by its `documentId=sha256:…`. Send its text by POST.'),
    },
  });

/**
 * An answer by GET with what caches need: nobody's is everybody's for a minute; one to somebody, and one that says that something
 * is wrong, is kept by nobody.
 */
export const forCaches = async (request: Request, answer: Response): Promise<Response> => {
  const text = await answer.text();
  const isPublic =
    answer.ok &&
    !request.headers.has('cookie') &&
    !request.headers.has('authorization') &&
    !Object.hasOwn(JSON.parse(text), 'errors');
  const told = new Response(text, answer);
  told.headers.set(
    'cache-control',
    isPublic ? 'public, max-age=60, stale-while-revalidate=300' : 'private, no-store',
  );
  // A cache gives the answer that one origin was given to any other.
  if (isPublic) told.headers.set('access-control-allow-origin', '*');
  told.headers.append('vary', 'accept, authorization, cookie');
  return told;
};
