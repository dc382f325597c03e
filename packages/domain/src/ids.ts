import { v7 } from 'uuid';

type Id<Of extends string> = string & { readonly __id: Of };

export type UserId = Id<'user'>;
export type ThingId = Id<'thing'>;
export type ChargeId = Id<'charge'>;
export type PayoutId = Id<'payout'>;
export type RefundId = Id<'refund'>;
export type DisputeId = Id<'dispute'>;
export type CardSetupId = Id<'card-setup'>;
export type TokenId = Id<'token'>;
export type SplitId = Id<'split'>;
export type ClaimId = Id<'claim'>;
export type SiteId = Id<'site'>;
export type OrphanId = Id<'orphan'>;
export type WebhookEndpointId = Id<'webhook-endpoint'>;
export type DeliveryId = Id<'delivery'>;
export type OAuthAppId = Id<'oauth-app'>;
export type OAuthGrantId = Id<'oauth-grant'>;

/** The nil id: who receives what a thing without a creator is given. */
export const nobody = '00000000-0000-0000-0000-000000000000' as UserId;

/** A new id, UUIDv7: later ones sort after earlier ones. */
export const newId = <T extends Id<string>>(): T => v7() as T;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = (text: string): boolean => uuid.test(text);

/** An id as its 16 bytes in a string of 16 latin1 characters: it sorts as the id does, and finds things in a Map. */
export type IdKey = string & { readonly __key: true };

export const idKey = (id: Id<string>): IdKey =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1') as IdKey;

export const idOfKey = <T extends Id<string>>(key: IdKey): T => {
  const hex = Buffer.from(key, 'latin1').toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as T;
};
