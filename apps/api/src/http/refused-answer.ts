import type { Refusal } from '@flattr/domain/refusal';
import type { Context } from 'hono';
import { upperSnake } from '../schema/upper-snake.ts';
import { tellRefusal } from '../speech.ts';

/** A refusal as an answer that is not GraphQL's. */
export const refusedAnswer = (c: Context, { code, path }: Refusal) => ({
  errors: [{ code: upperSnake(code), message: tellRefusal(c.get('speech'), code), path }],
});
