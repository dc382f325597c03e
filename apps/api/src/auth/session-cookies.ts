/** The cookies to send to the browser, as `set-cookie` values. */
export type SessionCookies = readonly string[];
