import { TypedDocumentString } from '../generated/graphql.ts';
import { drawKey } from './draw-key.ts';
import { FlattrError } from './flattr-error.ts';
import { readAnswer } from './read-answer.ts';
import { waitBefore } from './wait-before.ts';

/** A generated document, or any GraphQL text; a generated one knows its variables and its result. */
export type Document<TResult, TVariables> = {
  toString(): string;
  readonly __apiType?: (variables: TVariables) => TResult;
};

/** Variables may be left out where the document needs none. */
type VariablesOf<TVariables> =
  Record<string, never> extends TVariables ? [variables?: TVariables] : [variables: TVariables];

/** Sends one document and gives its data; throws `FlattrError` when there is none. */
export type Request = <TResult, TVariables>(
  document: Document<TResult, TVariables>,
  ...variables: VariablesOf<TVariables>
) => Promise<TResult>;

/** The part of `fetch` that the client needs: an in-process API's own handler does as well. */
export type Fetch = (url: string, init: RequestInit) => Response | Promise<Response>;

/**
 * One POST per document, sent again up to `retries` times where that may help. A mutation is sent again under one key alone,
 * so that it happens once: the `idempotencyKey` of its input, or one drawn for a generated document.
 */
export const requestWith =
  (endpoint: string, headers: Readonly<Record<string, string>>, fetch: Fetch, retries: number): Request =>
  async (document, variables?) => {
    const query = document.toString();
    const drawn = retries > 0 && isMutation(query) && !keyIn(variables) && isGenerated(document);
    const safe = drawn || !isMutation(query) || keyIn(variables);
    const init: RequestInit = {
      method: 'POST',
      // Redirects are not followed: a token goes to the address it was given for, or nowhere.
      redirect: 'manual',
      headers: {
        ...headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(drawn ? { 'idempotency-key': drawKey() } : {}),
      },
      body: JSON.stringify({ query, variables }),
    };
    for (let tried = 0; ; tried++) {
      try {
        return (await ask(endpoint, init, fetch)) as never;
      } catch (error) {
        const waitMs = safe && tried < retries ? waitBefore(error, tried) : undefined;
        if (waitMs === undefined) throw error;
        await new Promise((go) => setTimeout(go, waitMs));
      }
    }
  };

const ask = async (endpoint: string, init: RequestInit, fetch: Fetch): Promise<unknown> => {
  let response: Response;
  let text: string;
  try {
    response = await fetch(endpoint, init);
    text = await response.text();
  } catch (cause) {
    throw new FlattrError('UNREACHABLE', `${endpoint} cannot be reached`, { cause });
  }
  return readAnswer(response, text, endpoint);
};

/** Taken for one where the word stands anywhere: then it is only more careful. */
const isMutation = (query: string): boolean => /\b(mutation|subscription)\b/.test(query);

/** A text may hold several mutations, of which one key does not make one; no generated document does. */
const isGenerated = (document: object): boolean => document instanceof TypedDocumentString;

const keyIn = (variables: unknown): boolean =>
  !!(variables as { readonly input?: { readonly idempotencyKey?: unknown } } | undefined)?.input
    ?.idempotencyKey;
