/**
 * The condition of a claim whose proof has to be looked at before its user is paid: it stood, and the last look is older than
 * the days that the placeholder holds. A planted site has no next look, and no proof.
 */
export const dueLooks = (days: '$1' | '$2'): string =>
  `state IN ('STANDING', 'FROZEN', 'SUSPENDED') AND stood_at IS NOT NULL AND next_check_at IS NOT NULL
   AND checked_at <= flattr_now() - make_interval(days => ${days})`;
