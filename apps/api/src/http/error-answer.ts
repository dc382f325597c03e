import type { Context } from 'hono';
import type { ErrorCode } from '../graphql-errors.ts';
import { tellSentence } from '../speech.ts';

/** An error as GraphQL answers it, where no query is reached. */
export const errorAnswer = (c: Context, code: ErrorCode, sentence: string) => ({
  errors: [
    { message: tellSentence(c.get('speech'), sentence), extensions: { code, requestId: c.get('requestId') } },
  ],
});
