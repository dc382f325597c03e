/**
 * What can go wrong besides a refusal. `UNREACHABLE`: no answer came. `UNREADABLE`: what answered is not Flattr's API.
 * The others are the API's own: not signed in, not allowed, not there, a malformed request, too many requests, its bug.
 */
export const flattrErrorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'COST_LIMIT_EXCEEDED',
  'INTERNAL',
  'UNREACHABLE',
  'UNREADABLE',
] as const;

export type FlattrErrorCode = (typeof flattrErrorCodes)[number];

export type FlattrErrorDetails = {
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly status?: number | undefined;
  readonly cause?: unknown;
};

/**
 * No answer, or one without data. After `UNREACHABLE`, `UNREADABLE` or `INTERNAL` a mutation may have happened all the
 * same; registering, flattring and undoing may simply be repeated.
 */
export class FlattrError extends Error {
  override readonly name = 'FlattrError';
  /** One of a closed set, stable. */
  readonly code: FlattrErrorCode;
  /** What to quote when asking the instance's operator; also in its logs. */
  readonly requestId: string | undefined;
  /** How long to wait before trying again, in milliseconds, where the API says so. */
  readonly retryAfterMs: number | undefined;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;

  constructor(code: FlattrErrorCode, message: string, details: FlattrErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.status = details.status;
  }
}
