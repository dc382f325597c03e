import type { Page } from '@flattr/domain/discovery/page';
import type { CountedThing } from '@flattr/domain/discovery/show-thing';
import { isId, type ThingId } from '@flattr/domain/ids';
import { badInput } from '../../graphql-errors.ts';
import { isShown, withCount } from './counted.ts';

type PageQuery = {
  readonly cursor?: { readonly id?: unknown } | undefined;
  readonly take: number;
  readonly select?: unknown;
  readonly include?: unknown;
};

/** The page of a list of things that a connection’s arguments name. */
export const pageOf = ({ cursor, take }: PageQuery): Page => {
  const id = cursor?.id;
  if (cursor && (typeof id !== 'string' || !isId(id))) throw badInput('This is not a cursor of things.');
  return { cursor: id as ThingId | undefined, limit: Math.abs(take), backward: take < 0 };
};

/** The things of a page as they were read, or read again where more is asked of them than that. */
export const showPage = async <Row extends { readonly id: string }>(
  query: PageQuery,
  things: readonly CountedThing[],
  readAgain: (where: { id: { in: string[] } }) => Promise<readonly Row[]>,
): Promise<(Row | CountedThing['thing'])[]> => {
  if (isShown(query)) return things.map(withCount);
  const ids = things.map(({ thing }) => thing.id);
  const known = new Map((await readAgain({ id: { in: ids } })).map((row) => [row.id, row]));
  return ids.flatMap((id) => known.get(id) ?? []);
};

/** A query without its place in a list. */
export const anywhere = { cursor: undefined, skip: undefined, take: undefined };
