/**
 * Escrows that go back by now, in SQL: nobody came for them in twelve months after their month was published, and no claim that
 * is proven, or was begun within the last 30 days, lies over their thing.
 */
export const dueEscrows = `
  FROM months m JOIN escrows e ON e.month = m.month AND e.state = 'WAITING'
  JOIN things t ON t.id = e.thing_id AND t.creator_id IS NULL
  WHERE m.published_at + interval '12 months' <= flattr_now() AND NOT EXISTS (
    SELECT FROM claims c WHERE starts_with(t.url, c.site) AND (c.state IN ('WAITING', 'FROZEN')
      OR c.state = 'OPEN' AND c.started_at > flattr_now() - interval '30 days'))`;
