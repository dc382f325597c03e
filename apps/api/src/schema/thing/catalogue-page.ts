import type { Page } from '@flattr/domain/discovery/page';
import { isId, type ThingId } from '@flattr/domain/ids';
import { badInput } from '../../graphql-errors.ts';

type PageQuery = {
  readonly cursor?: { readonly id?: unknown } | undefined;
  readonly take: number;
};

/** The page of a list of things that a connection’s arguments name. */
export const pageOf = ({ cursor, take }: PageQuery): Page => {
  const id = cursor?.id;
  if (cursor && (typeof id !== 'string' || !isId(id))) throw badInput('This is not a cursor of things.');
  return { cursor: id as ThingId | undefined, limit: Math.abs(take), backward: take < 0 };
};
