import type { Log } from '@flattr/domain/ports';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * What `errors[].extensions.code` says: who asks is not known, may not do this, asked for what is not there, asked
 * wrongly, or met a fault of ours. What a rule refuses is data in the payload instead.
 */
export type ErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT' | 'INTERNAL';

const statuses = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  INTERNAL: 500,
} as const;

export const statusOf = (code: ErrorCode) => statuses[code];

export const unauthenticated = (sentence = 'Sign in, or send a token.'): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code: 'UNAUTHENTICATED' } });

export const forbidden = (sentence: string): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code: 'FORBIDDEN' } });

export const badInput = (sentence: string): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code: 'BAD_USER_INPUT' } });

/** Lets through what was meant for the caller and hides everything else, which the log tells in full. */
export const maskError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError && isMeant(error)) return error;
  const located = error instanceof GraphQLError ? error : undefined;
  if (isUnreadable(located?.originalError ?? error))
    return badInput('An id, a cursor or a text in this input cannot be read.');
  return new GraphQLError('Something went wrong here. Quote the request id when you tell us.', {
    nodes: located?.nodes,
    path: located?.path,
    originalError: located?.originalError ?? (error instanceof Error ? error : new Error(String(error))),
    extensions: { code: 'INTERNAL' },
  });
};

/** What the database cannot read as an id or a text: PostgreSQL's codes, and Prisma's for the same. */
const unreadable = ['22P02', '22021', 'P2007', 'P2023'];

const isUnreadable = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && unreadable.includes(`${error.code}`)) || isUnreadable(error.cause));

const isMeant = ({ originalError }: GraphQLError): boolean =>
  originalError === undefined ||
  originalError === null ||
  (originalError instanceof GraphQLError && isMeant(originalError));

type Answer = { errors?: readonly GraphQLError[]; data?: unknown };

/** Gives every error its code and the request's id, and writes our own faults to the log. */
export const presentErrors = (log: Log): Plugin<object, { requestId: string }> => ({
  onResultProcess({ result, setResult, serverContext: { requestId } }) {
    if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors) return;
    const answer: Answer = result;
    const errors = answer.errors?.map((error) => present(error, requestId, answer));
    for (const error of errors ?? []) {
      if (error.extensions.code === 'INTERNAL') {
        log.error({ err: error.originalError, requestId, path: error.path }, 'a request failed by our fault');
      }
    }
    setResult({ ...result, errors });
  },
});

const present = (error: GraphQLError, requestId: string, { data }: Answer): GraphQLError => {
  const given = error.extensions.code;
  const code = isErrorCode(given) ? given : 'BAD_USER_INPUT';
  const http = data === undefined ? { http: { status: statuses[code], ...httpOf(error) } } : {};
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    originalError: error.originalError,
    extensions: { code, requestId, ...http },
  });
};

const httpOf = ({ extensions: { http } }: GraphQLError): object =>
  typeof http === 'object' && http ? http : {};

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(statuses, code);
