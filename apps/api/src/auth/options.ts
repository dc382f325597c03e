export type AuthOptions = {
  /** Signs the session cookie; at least 32 characters. */
  readonly authSecret: string;
  /** The public origin, such as `https://flattr.example`. */
  readonly origin: string;
  /** How many proxies stand before this; 0 by default. */
  readonly trustedProxies?: number;
  /** Where new passwords are looked up in lists of leaked ones; nowhere by default. */
  readonly breachCheck?: string | undefined;
};
