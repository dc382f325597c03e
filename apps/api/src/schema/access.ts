import { type AuthFailure, AuthScopeFailureType } from '@pothos/plugin-scope-auth';
import type { GraphQLError } from 'graphql';
import { forbidden, unauthenticated } from '../graphql-errors.ts';
import type { Viewer } from '../viewer.ts';
import { upperSnake } from './upper-snake.ts';

/** What somebody hears who may not do or see this: to say who they are, to sign in, or which scope their token lacks. */
export const refuseAccess = (viewer: Viewer | undefined, failure: AuthFailure): GraphQLError => {
  if (!viewer) return unauthenticated();
  const scope = lackingScope(failure);
  return scope
    ? forbidden('This token lacks the scope {scope}.', { scope: upperSnake(scope) })
    : forbidden('Only a person who signed in may do this, not a token.');
};

const lackingScope = (failure: AuthFailure): string | undefined => {
  if ('failures' in failure) return failure.failures.map(lackingScope).find((scope) => scope !== undefined);
  const { kind } = failure;
  return kind === AuthScopeFailureType.AuthScope && failure.scope === 'scope'
    ? `${failure.parameter}`
    : undefined;
};
