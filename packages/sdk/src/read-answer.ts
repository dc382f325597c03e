import { FlattrError, type FlattrErrorCode, flattrErrorCodes } from './flattr-error.ts';

type ErrorEntry = {
  readonly message?: string;
  readonly extensions?: {
    readonly code?: string;
    readonly requestId?: string;
    readonly retryAfterMs?: number;
  };
};

type Answer = { readonly data?: unknown; readonly errors?: readonly ErrorEntry[] };

const codeOfStatus: Readonly<Record<number, FlattrErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'UNREADABLE',
  429: 'RATE_LIMITED',
};

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);

/** `Retry-After` is in seconds or a date; either becomes milliseconds from now. */
const retryAfterMs = (header: string | null): number | undefined => {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return 1000 * +header;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const codeOf = (entry: ErrorEntry, status: number): FlattrErrorCode =>
  flattrErrorCodes.find((code) => code === entry.extensions?.code) ??
  codeOfStatus[status] ??
  (status >= 500 ? 'INTERNAL' : 'BAD_USER_INPUT');

/** The data of a GraphQL answer, or a `FlattrError` that says why there is none; never half an answer. */
export const readAnswer = (response: Response, text: string, endpoint: string): unknown => {
  const { status } = response;
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const waitMs = retryAfterMs(response.headers.get('retry-after'));
  const answer = parse(text);

  if (!isAnswer(answer)) {
    const code = status >= 500 ? 'INTERNAL' : (codeOfStatus[status] ?? 'UNREADABLE');
    throw new FlattrError(code, `${endpoint} answered ${status} without a GraphQL result`, {
      requestId,
      status,
      retryAfterMs: waitMs,
    });
  }
  const [first] = answer.errors ?? [];
  if (!first) return answer.data;
  throw new FlattrError(codeOf(first, status), first.message ?? `${endpoint} answered ${status}`, {
    requestId: first.extensions?.requestId ?? requestId,
    retryAfterMs: first.extensions?.retryAfterMs ?? waitMs,
    status,
  });
};
