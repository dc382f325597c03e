-- Since when a look at a claim's proof is owed before its user is paid; a look that ends takes it away.
ALTER TABLE claims ADD COLUMN look_owed_since timestamptz;
GRANT UPDATE (look_owed_since) ON claims TO flattr_app;

-- The sites that were somebody's and whose proof is gone or was not looked at in time. Of several claims of theirs to a site the
-- newest that stood says it; one that was withdrawn while it was proven has nothing to prove any more.
CREATE VIEW unproven_sites AS
  SELECT user_id, site FROM (
    SELECT DISTINCT ON (user_id, site) user_id, site,
      proven_at IS NULL OR look_owed_since IS NOT NULL AND state <> 'WITHDRAWN' AS unproven
    FROM claims WHERE stood_at IS NOT NULL ORDER BY user_id, site, started_at DESC, id DESC
  ) AS newest WHERE unproven;
GRANT SELECT ON unproven_sites TO flattr_app;

-- The site of theirs without a proof that a URL lies in, the longest; none where it lies in one that is proven, too.
CREATE FUNCTION unproven_site(creator uuid, of_url text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT u.site FROM unproven_sites u WHERE u.user_id = creator AND starts_with(of_url, u.site)
    AND NOT EXISTS (SELECT FROM claims c WHERE c.user_id = creator AND c.state IN ('STANDING', 'FROZEN')
      AND c.stood_at IS NOT NULL AND c.look_owed_since IS NULL AND starts_with(of_url, c.site))
  ORDER BY length(u.site) DESC LIMIT 1
$$;

-- What of an earning is not in a payout, taken by a dispute or nobody's any more.
CREATE FUNCTION left_of_earning(of_earning earnings) RETURNS bigint
LANGUAGE sql STABLE
AS $$
  SELECT (of_earning.amount_micros
    - coalesce((SELECT sum(part.amount_micros) FROM payout_parts part JOIN payouts p ON p.id = part.payout_id AND p.state <> 'FAILED'
      WHERE part.creator_id = of_earning.creator_id AND part.currency = of_earning.currency AND part.month = of_earning.month
        AND part.available_on = of_earning.available_on), 0)
    - coalesce((SELECT sum(part.taken_micros) FROM dispute_parts part
      JOIN disputes d ON d.id = part.dispute_id AND d.returned_transaction_id IS NULL
      WHERE part.creator_id = of_earning.creator_id AND part.currency = of_earning.currency AND part.month = of_earning.month
        AND part.available_on = of_earning.available_on), 0)
    - orphaned_of(of_earning.creator_id, of_earning.currency, of_earning.month, of_earning.available_on))::bigint
$$;
