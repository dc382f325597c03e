import type PrismaTypes from '@flattr/database/pothos';
import { getDatamodel } from '@flattr/database/pothos';
import type { Scope } from '@flattr/domain/access/token';
import type { Currency } from '@flattr/domain/money';
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Asking } from '../asking.ts';
import { costOfField } from '../limits/cost.ts';
import { refuseAccess } from './access.ts';
import { idempotencyPlugin } from './idempotency.ts';
import { decodeNodeId } from './node-id.ts';
import { provenLatelyPlugin } from './proven-lately.ts';
import * as words from './relay-words.ts';

/** The schema's builder. The database is met only while a query runs, so the schema is built and printed without one. */
export const builder = new SchemaBuilder<{
  Context: Asking;
  PrismaTypes: PrismaTypes;
  AuthScopes: { scope: Scope; session: boolean };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: Date; Output: Date | string };
    Decimal: { Input: string; Output: string };
    CurrencyCode: { Input: string; Output: Currency };
    Month: { Input: string; Output: string };
  };
}>({
  // The last one is the innermost: what somebody may not do is not remembered under their key.
  plugins: [
    ComplexityPlugin,
    ScopeAuthPlugin,
    provenLatelyPlugin,
    RelayPlugin,
    PrismaPlugin,
    idempotencyPlugin,
  ],
  defaultFieldNullability: false,
  // Counted for each request before it runs, and refused there.
  complexity: { fieldComplexity: costOfField, disabled: true },
  scopeAuth: {
    authScopes: ({ viewer }) => ({
      scope: (scope) => viewer?.scopes.includes(scope) ?? false,
      session: viewer?.via === 'session',
    }),
    unauthorizedError: (_parent, { viewer }, _info, { failure }) => refuseAccess(viewer, failure),
  },
  relay: { ...words.relay, decodeGlobalID: decodeNodeId },
  prisma: {
    client: ({ platform }) => platform.db,
    dmmf: getDatamodel(),
    maxConnectionSize: 100,
    defaultConnectionSize: 20,
  },
});

builder.queryType({ description: 'What can be read.' });
builder.subscriptionType({
  description:
    'What can be watched: ask with `accept: text/event-stream`, by POST or as an `EventSource` by GET. Each event `next` is an answer with the value as it is, the first at once and then one a second at most while it changes; `complete` ends it. What cannot be watched is answered as a query is. Errors: `RATE_LIMITED` for who watches more than 20 at once.',
});
builder.mutationType({
  description:
    'What can be done. Each mutation takes one `input` and answers with a payload whose `errors` say what was refused; nothing has changed then. With the header `Idempotency-Key` or `idempotencyKey` in its input (1 to 255 visible ASCII characters that the client draws) a mutation happens once: asked again with the same input within a week it answers as it did, and `extensions.idempotency.replayed` and the header `idempotency-replayed` say so; with another input it is refused with `IDEMPOTENCY_MISMATCH`, and while the first is still under way with `IDEMPOTENCY_IN_FLIGHT`.',
});
