import { etag, RETAINED_304_HEADERS } from 'hono/etag';

/** Does not send again what has not changed; what lets a script of another origin read it stays with the answer. */
export const revalidated = () =>
  etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin', 'x-request-id'] });
