import { isId, type ThingId } from '@flattr/domain/ids';
import type { ThingPlace } from '@flattr/domain/payouts/read-earnings-things';
import { badInput } from '../graphql-errors.ts';

/** The cursor of a thing in a list that begins with the largest sum. */
export const cursorOfPlace = ({ micros, thingId }: ThingPlace): string =>
  Buffer.from(`${micros}:${thingId}`).toString('base64');

const placePattern = /^(\d{1,18}):([0-9a-f-]{36})$/;

export const placeOfCursor = (cursor: string | undefined): ThingPlace | undefined => {
  if (cursor === undefined) return undefined;
  const [, micros, id = ''] = placePattern.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (micros === undefined || !isId(id)) throw badInput('This is not a cursor of this list.');
  return { micros: BigInt(micros), thingId: id as ThingId };
};
