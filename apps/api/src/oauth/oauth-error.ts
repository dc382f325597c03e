/** An error as RFC 6749 has it. */
export const oauthError = (error: string, description: string, status = 400): Response =>
  noStore(Response.json({ error, ...(description && { error_description: description }) }, { status }));

export const serverError = (): Response => oauthError('server_error', 'something went wrong here', 500);

/** An answer of the library with nothing in its head but what a program reads. */
export const noStore = (answer: Response): Response => {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  const challenge = answer.headers.get('www-authenticate');
  if (challenge) headers.set('www-authenticate', challenge);
  return new Response(answer.body, { status: answer.status, headers });
};

/** What the library calls otherwise than the standards do at the address of tokens: a wrong verifier or token, nobody there. */
const isInvalidGrant = (status: number, error: string): boolean =>
  (status === 401 && error === 'invalid_request') || error === 'invalid_user' || error === 'invalid_token';

/** What the library refused, with the error that the standards name; without a word of what is inside. */
export const translateError = async (answered: Response): Promise<Response> => {
  const body: unknown = await answered
    .clone()
    .json()
    .catch(() => undefined);
  const { error, error_description: description } = { error: '', error_description: '', ...textsOf(body) };
  if (answered.status >= 500 || !error) return serverError();
  if (isInvalidGrant(answered.status, error)) return oauthError('invalid_grant', description);
  return noStore(
    Response.json(
      { error, ...(description && { error_description: description }) },
      { status: answered.status, headers: answered.headers },
    ),
  );
};

const textsOf = (body: unknown): Partial<Record<'error' | 'error_description', string>> =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => typeof value === 'string'));
