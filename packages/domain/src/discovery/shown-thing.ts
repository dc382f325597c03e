import type { ThingId, UserId } from '../ids.ts';

/** A thing as everybody sees it, and who is its creator. */
export type ShownThing = {
  readonly id: ThingId;
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly language: string | null;
  readonly tags: string[];
  readonly creatorId: UserId | null;
  readonly creatorFrom: string | null;
  readonly registeredBy: UserId | null;
  readonly createdAt: Date;
  readonly unpublishedAt: Date | null;
  readonly creator: ShownUser | null;
};

/** A user as everybody sees them. */
export type ShownUser = {
  readonly id: UserId;
  readonly handle: string;
  readonly name: string;
  readonly createdAt: Date;
};

/** What a statement that shows things selects, of the tables `things t` and, where there is a creator, `users u`. */
export const shownColumns = `t.id, t.url, t.title, t.kind, t.language, t.tags, t.creator_id, t.creator_from,
  t.registered_by, t.created_at, t.unpublished_at, u.handle AS creator_handle, u.name AS creator_name,
  u.created_at AS creator_since`;

export type ShownRow = {
  readonly id: ThingId;
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly language: string | null;
  readonly tags: string[];
  readonly creator_id: UserId | null;
  readonly creator_from: string | null;
  readonly registered_by: UserId | null;
  readonly created_at: Date;
  readonly unpublished_at: Date | null;
  readonly creator_handle: string | null;
  readonly creator_name: string | null;
  readonly creator_since: Date | null;
};

export const shownThing = (row: ShownRow): ShownThing => ({
  id: row.id,
  url: row.url,
  title: row.title,
  kind: row.kind,
  language: row.language,
  tags: row.tags,
  creatorId: row.creator_id,
  creatorFrom: row.creator_from,
  registeredBy: row.registered_by,
  createdAt: row.created_at,
  unpublishedAt: row.unpublished_at,
  creator: creatorOf(row),
});

const creatorOf = ({
  creator_id: id,
  creator_handle: handle,
  creator_name: name,
  creator_since: createdAt,
}: ShownRow) => (id && handle && name !== null && createdAt ? { id, handle, name, createdAt } : null);
