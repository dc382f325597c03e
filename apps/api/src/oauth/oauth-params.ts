/** What each address of the OAuth server reads; whatever else is sent is as if it were not there, as OAuth has it. */
export const oauthParams = {
  authorize: [
    'response_type',
    'client_id',
    'redirect_uri',
    'scope',
    'state',
    'code_challenge',
    'code_challenge_method',
    'prompt',
  ],
  token: [
    'grant_type',
    'code',
    'redirect_uri',
    'code_verifier',
    'refresh_token',
    'device_code',
    'scope',
    'client_id',
    'client_secret',
  ],
  about: ['token', 'token_type_hint', 'client_id', 'client_secret'],
  device: ['scope', 'client_id', 'client_secret'],
} as const;

/** The parameters that are read. Those that came twice stay so, and are refused by who reads them. */
export const paramsOf = (sent: URLSearchParams, names: readonly string[]): URLSearchParams =>
  new URLSearchParams([...sent].filter(([name]) => names.includes(name)));

/** Whether these can be read: each once, and without what no text in a database holds. */
export const areReadable = (params: URLSearchParams): boolean =>
  new Set(params.keys()).size === [...params].length &&
  ![...params.values()].some((value) => /\p{Cc}/u.test(value));
