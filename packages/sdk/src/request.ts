import { FlattrError } from './flattr-error.ts';
import { readAnswer } from './read-answer.ts';

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

/** One POST per document. Redirects are not followed: a token goes to the address it was given for, or nowhere. */
export const requestWith =
  (endpoint: string, headers: Readonly<Record<string, string>>, fetch: Fetch): Request =>
  async (document, variables?) => {
    let response: Response;
    try {
      response = await fetch(endpoint, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...headers,
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
        },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
    } catch (cause) {
      throw new FlattrError('UNREACHABLE', `${endpoint} cannot be reached`, { cause });
    }
    return (await readAnswer(response, endpoint)) as never;
  };
