import pg from 'pg';
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

/**
 * What a statement that shows things selects, of the tables `things t` and, where there is a creator, `users u`. Moments and tags
 * come as text: few who ask for things ask for them.
 */
export const shownColumns = `t.id, t.url, t.title, t.kind, t.language, t.tags::text AS tags, t.creator_id, t.creator_from,
  t.registered_by, t.created_at::text AS created_at, t.unpublished_at::text AS unpublished_at, u.handle AS creator_handle,
  u.name AS creator_name, u.created_at::text AS creator_since`;

export type ShownRow = {
  readonly id: ThingId;
  readonly url: string;
  readonly title: string;
  readonly kind: string;
  readonly language: string | null;
  readonly tags: string;
  readonly creator_id: UserId | null;
  readonly creator_from: string | null;
  readonly registered_by: UserId | null;
  readonly created_at: string;
  readonly unpublished_at: string | null;
  readonly creator_handle: string | null;
  readonly creator_name: string | null;
  readonly creator_since: string | null;
};

export const shownThing = (row: ShownRow): ShownThing => new RowOfThing(row);

const momentOf: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);
const textArray = 1009;
const textsOf: (text: string) => string[] = pg.types.getTypeParser(textArray as never);

/** Reads of its row what it is asked for, when it is asked. */
class RowOfThing implements ShownThing {
  readonly #row: ShownRow;

  constructor(row: ShownRow) {
    this.#row = row;
  }

  get id() {
    return this.#row.id;
  }

  get url() {
    return this.#row.url;
  }

  get title() {
    return this.#row.title;
  }

  get kind() {
    return this.#row.kind;
  }

  get language() {
    return this.#row.language;
  }

  get tags() {
    return textsOf(this.#row.tags);
  }

  get creatorId() {
    return this.#row.creator_id;
  }

  get creatorFrom() {
    return this.#row.creator_from;
  }

  get registeredBy() {
    return this.#row.registered_by;
  }

  get createdAt() {
    return momentOf(this.#row.created_at);
  }

  get unpublishedAt() {
    const { unpublished_at: since } = this.#row;
    return since === null ? null : momentOf(since);
  }

  get creator(): ShownUser | null {
    const { creator_id: id, creator_handle: handle, creator_name: name, creator_since: since } = this.#row;
    return id && handle && name !== null && since ? new CreatorOfRow(id, handle, name, since) : null;
  }
}

class CreatorOfRow implements ShownUser {
  readonly id: UserId;
  readonly handle: string;
  readonly name: string;
  readonly #since: string;

  constructor(id: UserId, handle: string, name: string, since: string) {
    this.id = id;
    this.handle = handle;
    this.name = name;
    this.#since = since;
  }

  get createdAt() {
    return momentOf(this.#since);
  }
}
