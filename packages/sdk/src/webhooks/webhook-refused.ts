/**
 * `HEADERS_MISSING`: it is no webhook. `TOO_OLD`: it may be an old one, sent again by somebody. `SIGNATURE_WRONG`: it is not by
 * Flattr, or its body was changed or parsed on the way. `BODY_TOO_LARGE`, `BODY_UNREADABLE`: its body is none of Flattr's.
 */
export type WebhookRefusedCode =
  | 'HEADERS_MISSING'
  | 'TOO_OLD'
  | 'SIGNATURE_WRONG'
  | 'BODY_TOO_LARGE'
  | 'BODY_UNREADABLE';

/** What came is not to be believed: answer 401 and do nothing. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
  /** One of a closed set, stable. */
  readonly code: WebhookRefusedCode;

  constructor(code: WebhookRefusedCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
