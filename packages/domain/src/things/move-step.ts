import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { ThingId, UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { canonicalUrl } from './canonical-url.ts';

/** What moves, by its id or an address in any spelling, and where to. */
export type MoveInput = {
  readonly from: { readonly thingId: ThingId } | { readonly url: string };
  readonly to: string;
};

/** The thing, and whether it moved now: false where it was there already. */
export type Moved = { readonly thingId: ThingId; readonly moved: boolean };

type PlannedMove = {
  readonly thingId: ThingId | undefined;
  readonly url: string | undefined;
  readonly to: string;
};

export type Moving = PlannedMove & { readonly userId: UserId };

/** What was seen at an address: whether it redirects to the new one for good. */
type Look = { readonly url: string; readonly redirects: boolean };

type Decided = {
  readonly outcome: 'moved' | 'there' | 'look' | MoveRefusal;
  readonly thingId: ThingId;
  readonly fromUrl: string;
};

type MoveRefusal = Extract<
  RefusalCode,
  | 'thing-unknown'
  | 'not-yours-to-move'
  | 'url-taken'
  | 'not-your-site'
  | 'claim-under-way'
  | 'redirect-missing'
  | 'redirect-too-new'
>;

/** A move with both addresses in their canonical form. Refuses what `canonicalUrl` finds in one of them. */
export const plannedMove = ({ from, to }: MoveInput): PlannedMove => {
  const canonical = (text: string, field: string): string => {
    const address = canonicalUrl(text);
    if (address.kind === 'trouble') throw new Refusal(address.code, [field]);
    return address.url;
  };
  const [thingId, url] =
    'thingId' in from ? [from.thingId, undefined] : [undefined, canonical(from.url, 'from')];
  return { thingId, url, to: canonical(to, 'to') };
};

type Row = {
  outcome: Decided['outcome'];
  thing_id: ThingId;
  from_url: string;
  adopting_site: string | null;
};

/** Moves a thing if nothing stands against it, and says what does, or that its address has to be looked at first. */
export const decideMove = async (
  { pool, queue }: Platform,
  { userId, thingId, url, to }: Moving,
  look?: Look,
): Promise<Decided> => {
  const { decided, jobs } = await transaction(pool, async (sql) => {
    const { rows } = await sql.query<Row>('SELECT * FROM move_thing($1, $2, $3, $4, $5, $6)', [
      userId,
      thingId ?? null,
      url ?? null,
      to,
      look?.url ?? null,
      look?.redirects ?? null,
    ]);
    const [row] = rows;
    if (!row) throw new Error('move_thing gave no row');
    const siteId = row.adopting_site;
    const adopting = siteId === null ? [] : [{ name: 'adopt-things', payload: { siteId } } as const];
    return { decided: row, jobs: await recordJobs(sql, adopting) };
  });
  await queue.ring(jobs);
  return { outcome: decided.outcome, thingId: decided.thing_id, fromUrl: decided.from_url };
};

/** What a decided move answers, or the refusal that it ended with. */
export const movedOf = ({ outcome, thingId }: Decided): Moved => {
  if (outcome === 'moved' || outcome === 'there') return { thingId, moved: outcome === 'moved' };
  // It moved while its address was looked at, so what was seen is not of where it is now.
  if (outcome === 'look') throw new Refusal('redirect-missing', ['from']);
  throw new Refusal(outcome, [ofTarget.has(outcome) ? 'to' : 'from']);
};

const ofTarget: ReadonlySet<MoveRefusal> = new Set(['url-taken', 'not-your-site']);
