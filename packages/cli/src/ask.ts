import { createFlattr, type Flattr, FlattrError, FlattrRefusal } from '@flattr/sdk';
import { instanceOf } from './instance.ts';
import { type FoundToken, findToken } from './signing-in/find-token.ts';
import type { Surroundings } from './surroundings.ts';
import { exitCodes, Trouble } from './trouble.ts';
import { userAgent } from './version.ts';

/** An instance, and the way to ask it. */
export type Asked = {
  readonly instance: string;
  readonly token: FoundToken | undefined;
  /** Asks, waits where the instance says how long; what goes wrong is a `Trouble`. */
  readonly ask: <Answer>(question: (flattr: Flattr) => Promise<Answer>) => Promise<Answer>;
};

type Args = { readonly instance?: string | undefined; readonly token?: string | undefined };

/** The way to ask an instance as nobody. */
export const openInstance = async (
  surroundings: Surroundings,
  { instance }: Pick<Args, 'instance'>,
): Promise<Asked> => askedAt(surroundings, await instanceOf(surroundings, instance), undefined);

/** The way to ask an instance as whoever has signed in there; a `Trouble` where nobody has. */
export const openSignedIn = async (surroundings: Surroundings, args: Args): Promise<Asked> => {
  const instance = await instanceOf(surroundings, args.instance);
  const token = await findToken(surroundings, instance, args.token);
  if (token) return askedAt(surroundings, instance, token);
  throw new Trouble(
    exitCodes.notAllowed,
    `Nobody is signed in at ${instance}.`,
    `Run flattr login --instance ${instance}, or set FLATTR_TOKEN to a token of ${instance}/me/tokens`,
  );
};

const askedAt = (surroundings: Surroundings, instance: string, found: FoundToken | undefined): Asked => {
  let token = found;
  return {
    instance,
    token,
    ask: (question) =>
      patiently(surroundings, instance, async () => {
        // A long run outlives an access token.
        if (token?.from === 'login') token = (await findToken(surroundings, instance, undefined)) ?? token;
        try {
          return await question(clientOf(surroundings, instance, token));
        } catch (error) {
          throw troubleOf(error, instance, token) ?? error;
        }
      }),
  };
};

const clientOf = ({ fetch }: Surroundings, instance: string, token: FoundToken | undefined): Flattr =>
  createFlattr({
    endpoint: `${instance}/graphql`,
    headers: { 'user-agent': userAgent, ...(token && { authorization: `Bearer ${token.token}` }) },
    fetch,
  });

/** Waits as long as the instance says where this hour is spent, and asks again: nothing had happened. */
const patiently = async <Answer>(
  { wait, err }: Surroundings,
  instance: string,
  question: () => Promise<Answer>,
): Promise<Answer> => {
  for (;;) {
    try {
      return await question();
    } catch (error) {
      const limit = error instanceof Trouble && error.cause instanceof FlattrError ? error.cause : undefined;
      if (limit?.code !== 'RATE_LIMITED' || limit.retryAfterMs === undefined) throw error;
      const minutes = Math.ceil(limit.retryAfterMs / 60_000);
      err(
        `This hour’s points at ${instance} are spent. It goes on in ${minutes} min, or run it again later.`,
      );
      await wait(limit.retryAfterMs);
    }
  }
};

/** What an error of the client means for whoever typed the command. */
const troubleOf = (error: unknown, instance: string, token: FoundToken | undefined): Trouble | undefined => {
  if (error instanceof FlattrRefusal) return new Trouble(exitCodes.partly, error.message);
  if (!(error instanceof FlattrError)) return undefined;
  const [exit, message, advice] = wordsOf(error, instance, token);
  const trouble = new Trouble(exit, message, advice);
  trouble.cause = error;
  return trouble;
};

type Words = readonly [Trouble['exit'], string, string?];

const wordsOf = (error: FlattrError, instance: string, token: FoundToken | undefined): Words => {
  const login = `flattr login --instance ${instance}`;
  switch (error.code) {
    case 'UNAUTHENTICATED': {
      if (!token) return [exitCodes.notAllowed, `Nobody is signed in at ${instance}.`, `Run ${login}`];
      const advice = token.from === 'login' ? `Run ${login}` : `Make another at ${instance}/me/tokens`;
      return [exitCodes.notAllowed, 'This token is unknown there, over or revoked.', advice];
    }
    case 'FORBIDDEN': {
      const again = `Run ${login} again`;
      const other = `Make one that has it at ${instance}/me/tokens, or unset it and run ${login}`;
      return [exitCodes.notAllowed, error.message, token?.from === 'login' ? again : other];
    }
    case 'UNREACHABLE':
      return [exitCodes.noAnswer, `${instance} cannot be reached.`, 'Is its address right, and does it run?'];
    case 'UNREADABLE':
      return [
        exitCodes.noAnswer,
        `${instance} answers ${error.status ?? ''}, and not as a Flattr instance does.`,
        'Is its address right?',
      ];
    case 'INTERNAL': {
      const quoted = error.requestId ? ` (request ${error.requestId})` : '';
      return [exitCodes.noAnswer, `Something went wrong at ${instance}${quoted}.`, 'Try again in a while.'];
    }
    default:
      return [exitCodes.partly, error.message];
  }
};
