import type { Document, Request } from './request.ts';

/** Any list of the API, as a document asks for it. */
export type Connection<Node> = {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
};

const pageSize = 100;

/**
 * All of a list that a document pages through by `$first` and `$after`, a page at a time as they are consumed; nothing where
 * `listIn` finds no list in the answer.
 *
 * @example
 * ```ts
 * const deliveries = listAll(request, WebhookDeliveriesDocument, { endpoint }, ({ viewer }) => viewer?.webhookEndpoint?.deliveries);
 * for await (const { type, state } of deliveries) console.log(type, state);
 * ```
 */
export async function* listAll<TResult, TVariables, Node>(
  request: Request,
  document: Document<TResult, TVariables>,
  variables: Omit<TVariables, 'first' | 'after'>,
  listIn: (data: TResult) => Connection<Node> | null | undefined,
): AsyncGenerator<Node, void> {
  let after: string | null | undefined;
  do {
    const page: [TVariables] = [{ ...variables, first: pageSize, after } as TVariables];
    const list = listIn(await request(document, ...(page as never)));
    if (!list) return;
    yield* list.nodes;
    after = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : undefined;
  } while (after);
}
