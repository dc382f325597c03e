import type { Log } from '@flattr/domain/ports';
import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type Speech, tellSentence } from './speech.ts';
import { type Facts, withFacts } from './texts/error-text.ts';

/**
 * What `errors[].extensions.code` says: who asks is not known, may not do this, asked for what is not there, asked
 * wrongly, asked for more at once or in an hour than is given, or met a fault of ours. What a rule refuses is data in the
 * payload instead.
 */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'COST_LIMIT_EXCEEDED'
  | 'RATE_LIMITED'
  | 'INTERNAL';

const statuses = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  COST_LIMIT_EXCEEDED: 400,
  RATE_LIMITED: 429,
  INTERNAL: 500,
} as const;

export const statusOf = (code: ErrorCode) => statuses[code];

export const errorCodes = Object.keys(statuses) as readonly ErrorCode[];

/** An error of ours: its sentence is one of `errorSentences`, with facts where names stand between braces. */
class ToldError extends GraphQLError {
  readonly sentence: string;
  readonly facts: Facts;

  constructor(extensions: GraphQLErrorExtensions & { code: ErrorCode }, sentence: string, facts: Facts = {}) {
    super(withFacts(sentence, facts), { extensions });
    this.sentence = sentence;
    this.facts = facts;
  }
}

export const unauthenticated = (sentence = 'Sign in, or send a token.'): GraphQLError =>
  new ToldError({ code: 'UNAUTHENTICATED' }, sentence);

export const forbidden = (sentence: string, facts?: Facts): GraphQLError =>
  new ToldError({ code: 'FORBIDDEN' }, sentence, facts);

export const badInput = (sentence: string, facts?: Facts): GraphQLError =>
  new ToldError({ code: 'BAD_USER_INPUT' }, sentence, facts);

export const ourFault = 'Something went wrong here. Quote the request id when you tell us.';

export const notFound = (sentence: string): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code: 'NOT_FOUND' } });

/** Nothing was run: one request costs more points than any may. */
export const costExceeded = (cost: number, limit: number): GraphQLError =>
  new ToldError(
    { code: 'COST_LIMIT_EXCEEDED', cost, limit },
    'This request costs {cost} points; one may cost {limit}. Ask for less at once.',
    { cost, limit },
  );

/** Nothing was run: the asker's hour has fewer points left than this request costs. */
export const rateLimited = (waitMs: number): GraphQLError => {
  const retryAfterMs = Math.max(waitMs, 0);
  const headers = { 'retry-after': `${Math.ceil(retryAfterMs / 1000)}` };
  return new ToldError(
    { code: 'RATE_LIMITED', retryAfterMs, http: { headers } },
    'The points of this hour are spent. Ask again after `retryAfterMs`.',
  );
};

/** Lets through what was meant for the caller and hides everything else, which the log tells in full. */
export const maskError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError && isMeant(error)) return error;
  const located = error instanceof GraphQLError ? error : undefined;
  if (isUnreadable(located?.originalError ?? error))
    return badInput('An id, a cursor or a text in this input cannot be read.');
  return new GraphQLError(ourFault, {
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

/** What is wrong with a document is told to a person, who mends one thing after the other. */
const errorsMax = 5;

type Answer = { errors?: readonly GraphQLError[]; data?: unknown };

/** Gives every error its code, the request's id and the language of who asks, and writes our own faults to the log. */
export const presentErrors = (log: Log): Plugin<object, { requestId: string; speech: Speech }> => ({
  onResultProcess({ result, setResult, serverContext: { requestId, speech } }) {
    if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors) return;
    const answer: Answer = result;
    const told = answer.data === undefined ? answer.errors?.slice(0, errorsMax) : answer.errors;
    const errors = told?.map((error) => present(error, requestId, speech, answer));
    for (const error of errors ?? []) {
      if (error.extensions.code === 'INTERNAL') {
        log.error({ err: error.originalError, requestId, path: error.path }, 'a request failed by our fault');
      }
    }
    setResult({ ...result, errors });
  },
});

const present = (error: GraphQLError, requestId: string, speech: Speech, { data }: Answer): GraphQLError => {
  const { code: given, http: own, ...details } = error.extensions;
  const known = isErrorCode(given);
  const code = known ? given : 'BAD_USER_INPUT';
  // Without `spec` a client of before `application/graphql-response+json` has the status too.
  const ours = { status: statuses[code], ...httpOf(own), ...(known && { spec: false }) };
  const http = data === undefined ? { http: ours } : {};
  return new GraphQLError(messageOf(error, speech), {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    originalError: error.originalError,
    extensions: { ...(known && details), code, requestId, ...http },
  });
};

/** The error's own sentence; where GraphQL put words of its own around it, all of it stays in English. */
const messageOf = (error: GraphQLError, speech: Speech): string => {
  const told = error instanceof ToldError ? error : error.originalError;
  return told instanceof ToldError && told.message === error.message
    ? tellSentence(speech, told.sentence, told.facts)
    : tellSentence(speech, error.message);
};

const httpOf = (http: unknown): object => (typeof http === 'object' && http ? http : {});

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(statuses, code);
