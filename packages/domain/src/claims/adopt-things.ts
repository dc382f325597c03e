import type { Sql } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { SiteId, ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { newsJobs } from '../webhooks/news-jobs.ts';

/** How many things one short transaction gives their creator. */
const chunkSize = 1000;

/**
 * Gives every thing under a site that nobody is the creator of to the site's owner, chunk by chunk, each in a month that is
 * open; what has a creator keeps them. A month that is cut already reads as before. Run again it goes on where it
 * broke off. For a site that ended, or whose owner refuses to take part, it does nothing.
 */
export const adoptThings = async (platform: Platform, siteId: SiteId): Promise<void> => {
  for (;;) {
    const { adopted, jobs } = await inOpenMonth(platform, undefined, (sql, open) =>
      adoptChunk(sql, siteId, open),
    );
    await platform.queue.ring(jobs);
    if (adopted < chunkSize) return;
  }
};

type Chunk = { readonly adopted: number; readonly jobs: readonly RecordedJob[] };

const adoptChunk = async (sql: Sql, siteId: SiteId, open: Month): Promise<Chunk> => {
  const { rows } = await sql.query<{ url: string; owner_id: UserId }>(
    `SELECT s.url, s.owner_id FROM sites s JOIN claims c ON c.id = s.claim_id
     WHERE s.id = $1 AND s.ended_at IS NULL AND c.state = 'STANDING' AND c.refuses_since IS NULL FOR SHARE OF s`,
    [siteId],
  );
  const [site] = rows;
  if (!site) return { adopted: 0, jobs: [] };
  // A site ends in a slash, and the character after the slash is the zero.
  const beyond = `${site.url.slice(0, -1)}0`;
  const { rows: things } = await sql.query<{ id: ThingId }>(
    `UPDATE things SET creator_id = $3, creator_from = $5 WHERE id IN (
       SELECT id FROM things WHERE creator_id IS NULL AND url ~>=~ $1 AND url ~<~ $2 ORDER BY id LIMIT $4 FOR NO KEY UPDATE
     ) RETURNING id`,
    [site.url, beyond, site.owner_id, chunkSize, open],
  );
  const release = { name: 'release-escrow', payload: { creatorId: site.owner_id } } as const;
  const told = await newsJobs(sql, newsOf(site, things));
  const jobs = await recordJobs(sql, things.length < chunkSize ? [release, ...told] : told);
  return { adopted: things.length, jobs };
};

/** So many things are told of at once. */
const toldAtOnce = 100;

const newsOf = (site: { url: string; owner_id: UserId }, things: readonly { id: ThingId }[]) => {
  const thingIds = things.map(({ id }) => id).sort();
  const parts = Array.from({ length: Math.ceil(thingIds.length / toldAtOnce) }, (_, part) =>
    thingIds.slice(part * toldAtOnce, (part + 1) * toldAtOnce),
  );
  return parts.map((part) => ({
    event: 'thing.claimed' as const,
    ownerId: site.owner_id,
    site: site.url,
    thingIds: part,
  }));
};
