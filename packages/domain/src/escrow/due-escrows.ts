/**
 * Escrows that go back by now, in SQL: nobody came for them in twelve months after their month was published, and no claim that
 * is proven, or was begun within the last 30 days, lies over their thing; or the owner of its site refuses to take part, and
 * then at once.
 */
export const dueEscrows = `
  FROM (
    SELECT e.thing_id, e.month, e.currency FROM months m JOIN escrows e ON e.month = m.month AND e.state = 'WAITING'
    JOIN things t ON t.id = e.thing_id AND t.creator_id IS NULL
    WHERE m.published_at + interval '12 months' <= flattr_now() AND NOT EXISTS (
      SELECT FROM claims c WHERE starts_with(t.url, c.site) AND (c.state IN ('WAITING', 'FROZEN')
        OR c.state = 'OPEN' AND c.started_at > flattr_now() - interval '30 days'))
    UNION
    SELECT e.thing_id, e.month, e.currency FROM claims c
    JOIN sites s ON s.claim_id = c.id AND s.ended_at IS NULL
    CROSS JOIN LATERAL (
      SELECT id, url FROM things WHERE creator_id IS NULL AND url ~>=~ s.url AND url ~<~ (left(s.url, -1) || '0')
      UNION ALL SELECT id, url FROM things WHERE creator_id = s.owner_id AND starts_with(url, s.url)
    ) AS t
    JOIN escrows e ON e.thing_id = t.id AND e.state = 'WAITING'
    JOIN months m ON m.month = e.month AND m.published_at IS NOT NULL
    WHERE c.refuses_since IS NOT NULL AND c.state = 'STANDING' AND flattrs_refused(t.url)
  ) AS e`;
