import { v7 } from 'uuid';

type Id<Of extends string> = string & { readonly __id: Of };

export type UserId = Id<'user'>;
export type ThingId = Id<'thing'>;
export type ChargeId = Id<'charge'>;
export type PayoutId = Id<'payout'>;
export type TokenId = Id<'token'>;

/** A new id, UUIDv7: later ones sort after earlier ones. */
export const newId = <T extends Id<string>>(): T => v7() as T;

/** The 16 bytes of an id, as hashes take them. */
export const idBytes = (id: Id<string>): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex');

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => uuid.test(text);
