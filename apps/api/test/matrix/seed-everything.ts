import { setBudget } from '@flattr/domain/budgets/set-budget';
import { startClaim } from '@flattr/domain/claims/start-claim';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { ClaimId, UserId } from '@flattr/domain/ids';
import { countListens } from '@flattr/domain/listens/count-listens';
import { currencyOf } from '@flattr/domain/money';
import { createApp } from '@flattr/domain/oauth/create-app';
import { changeCard } from '@flattr/domain/payments/change-card';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { refundWallet } from '@flattr/domain/refunds/refund-wallet';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import { createWebhookEndpoint } from '@flattr/domain/webhooks/create-webhook-endpoint';
import { sendTestWebhook } from '@flattr/domain/webhooks/send-test-webhook';
import type { Person } from '@flattr/test-world';
import { type As, type OpenApi, openApi, tokenOf } from '../open-api.ts';
import type { Args } from './field-paths.ts';

export type Seeded = {
  readonly open: OpenApi;
  /** Everybody by their handle: ada gives and receives, ben gives too, noor made what ada flattrs, eve only joined. */
  readonly people: Readonly<Record<'ada' | 'ben' | 'noor', Person & { readonly as: As }>>;
  /** What fields with arguments are asked with. */
  readonly args: Args;
  /** What is ada's alone, and appears in nobody else's answers. */
  readonly secrets: readonly string[];
  /** A thing that ada alone flattrs, each month. */
  readonly privateUrl: string;
};

const privateUrl = 'https://private.example/diary';
const bread = 'https://noor.example/bread';
const playedUrl = 'https://played.example/night-train';

/** A world in which everything that the schema can tell of is there, most of it ada's. */
export const seedEverything = async (): Promise<Seeded> => {
  const open = await openApi({ now: new Date('2026-10-10T12:00:00Z') });
  const { world } = open;
  const joins = async (handle: string) => {
    const as = await open.joins(handle);
    const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle } });
    return { id: id as UserId, handle, as };
  };
  const people = { ada: await joins('ada'), ben: await joins('ben'), noor: await joins('noor') };
  await spendOctober(open, people);
  await world.moveClockTo('2026-11-01T00:00:01Z');
  await turnMonths(world.platform);
  await world.work();
  await world.moveClockTo('2026-11-20T12:00:00Z');
  for (const _step of ['payouts are decided', 'the run is over']) {
    await turnMonths(world.platform);
    await world.work();
  }
  await spendNovember(open, people);
  await gatherFlattrs(world.platform);
  const claim = await plantClaim(open, people.ada);
  const webhooks = await plantWebhooks(open, people.ada);
  const app = await plantApps(open, people.ada);
  await plantPasskey(open, people.ada);
  await plantListens(open, people.ada);
  await plantWhatIsRare(open, people.ada);
  return {
    open,
    people,
    args: argsOf(people, { claim, app, ...webhooks }),
    secrets: await secretsOf(open, people.ada),
    privateUrl,
  };
};

type Cast = Seeded['people'];

const spendOctober = async ({ world }: OpenApi, { ada, ben, noor }: Cast): Promise<void> => {
  const { platform, owner } = world;
  const song = await world.publishes(ada, 'https://ada.example/song', 'Song');
  const made = await world.publishes(noor, bread, 'Bread');
  await owner.query(`UPDATE things SET language = 'en', tags = '{food}'`);
  const radio = await world.publishes(ben, 'https://ben.example/radio', 'Radio');
  const diary = await world.finds(privateUrl);
  await world.funds(ada, '31.40', 'EUR', 3);
  await setBudget(platform, ada.id, {
    amount: '31.40',
    currency: 'EUR',
    monthsAtOnce: 3,
    maxPerFlattr: '30',
  });
  await world.funds(ben, '50.00');
  await world.flattrs(ada, made, 3);
  await world.flattrs(ada, radio);
  await startStandingFlattr(platform, ada.id, { thingId: diary, months: 6 });
  await world.flattrs(ben, song);
  await world.setsUpPayouts(ada);
};

const spendNovember = async ({ world }: OpenApi, { ada, ben, noor }: Cast): Promise<void> => {
  const { platform } = world;
  const made = await platform.db.thing.findUniqueOrThrow({ where: { url: bread } });
  const thingId = made.id as Parameters<typeof world.flattrs>[1];
  await startStandingFlattr(platform, ada.id, { thingId, weight: 2, months: 3 });
  const half = 5000;
  const parts = [noor, ada].map(({ handle }) => ({ handle, basisPoints: half }));
  await proposeSplit(platform, noor.id, { thingId, parts });
  await setBudget(platform, ada.id, { amount: '3', currency: 'USD', monthsAtOnce: 1 });
  await fundWallet(platform, ada.id);
  await changeCard(platform, ada.id);
  await refundWallet(platform, ada.id, currencyOf('EUR'));
  await setBudget(platform, ben.id, { amount: '60', currency: 'EUR', monthsAtOnce: 1 });
};

/** A claim of ada's that looks like somebody else's name, and has been through everything. */
const plantClaim = async ({ world }: OpenApi, ada: Person): Promise<ClaimId> => {
  const claimId = await startClaim(world.platform, ada.id, 'https://раураӏ.example/');
  await world.owner.query(
    `UPDATE claims SET state = 'WAITING', proven_at = now, waiting_since = now, stood_at = now, checked_at = now, seen_at = now,
       missing_since = now, refuses_since = now, findings = '[{"way": "meta", "place": "https://a.example/", "outcome": "redirected",
       "instead": "https://b.example/"}]' FROM flattr_now() AS now WHERE id = $1`,
    [claimId],
  );
  return claimId;
};

/** An endpoint that failed, was disabled and has a new secret, a webhook to it that waits and one that is over. */
const plantWebhooks = async (
  { world }: OpenApi,
  ada: Person,
): Promise<{ endpoint: string; delivery: string }> => {
  const { id: endpoint } = await createWebhookEndpoint(world.platform, ada.id, {
    url: 'https://hooks.ada.example/flattr',
    events: ['thing.flattred', 'payout.paid'],
  });
  const delivery = await sendTestWebhook(world.platform, ada.id, endpoint);
  await sendTestWebhook(world.platform, ada.id, endpoint);
  await world.owner.query(
    `UPDATE webhook_endpoints SET enabled = false, disabled_at = now, disabled_reason = 'GONE', failing_since = now,
       previous_secret = secret, previous_until = now FROM flattr_now() AS now WHERE id = $1`,
    [endpoint],
  );
  await world.owner.query(
    `UPDATE webhook_deliveries SET state = 'FAILED', ended_at = flattr_now(), next_attempt_at = NULL WHERE id = $1`,
    [delivery],
  );
  await world.owner.query(
    `INSERT INTO webhook_attempts (delivery_id, attempt, duration_ms, status, trouble, response)
     VALUES ($1, 1, 5, 410, NULL, 'gone'), ($1, 2, 5, NULL, 'too-slow', NULL)`,
    [delivery],
  );
  return { endpoint, delivery };
};

/** An app of ada's that she connected herself, and a device that waits for somebody. */
const plantApps = async ({ world }: OpenApi, ada: Person): Promise<string> => {
  const { id } = await createApp(world.platform, ada.id, {
    name: 'Reader',
    website: 'https://reader.example',
    redirectUris: ['https://reader.example/callback'],
    isConfidential: true,
  });
  await world.owner.query(
    `INSERT INTO oauth_consents (id, client_id, user_id, scopes, created_at, updated_at, last_used_at)
     SELECT gen_random_uuid(), $1, $2, '["me:read"]', now, now, now FROM flattr_now() AS now`,
    [id, ada.id],
  );
  await world.owner.query(
    `INSERT INTO oauth_device_codes (id, device_code, user_code, client_id, oauth_client_id, scope, status, polling_interval, expires_at)
     VALUES (gen_random_uuid(), 'd', '${userCode}', $1, $1, 'me:read', 'pending', 5, clock_timestamp() + interval '1 hour')`,
    [id],
  );
  return id;
};

const userCode = 'WDJB-MJHT';

/** What ada plays: a thing that all may know, and one that nobody else knows of. */
const plantListens = async ({ world }: OpenApi, ada: Person): Promise<void> => {
  await world.finds(playedUrl);
  const listenedAt = Math.floor(Date.now() / 1000);
  const played = { listenedAt, artist: 'Noor', track: 'Night train' };
  await countListens(
    world.platform,
    ada.id,
    [playedUrl, `${playedUrl}-unheard-of`].map((originUrl) => ({ ...played, originUrl })),
  );
};

const plantPasskey = async ({ world }: OpenApi, ada: Person): Promise<void> => {
  await world.owner.query(
    `INSERT INTO passkeys (id, user_id, name, public_key, credential_id, counter, device_type, backed_up)
     VALUES (gen_random_uuid(), $1, 'My phone', 'key', 'ada-credential', 0, 'singleDevice', false)`,
    [ada.id],
  );
};

/** What only a provider's mishap brings about, and a month that is being settled, written past the guards. */
const plantWhatIsRare = async (open: OpenApi, ada: Person & { readonly as: As }): Promise<void> => {
  await tokenOf(open, ada.as, ['ME_READ']);
  const sql = await open.world.owner.connect();
  try {
    await sql.query('SET session_replication_role = replica');
    await sql.query(
      `UPDATE payouts SET failure = 'no such bank', state = 'PAID', ended_at = flattr_now(), provider_payout_id = 'po_1'`,
    );
    await sql.query(`UPDATE charges SET failure = 'card_declined' WHERE state = 'INTENT'`);
    await sql.query(`UPDATE refunds SET failure = 'expired card'`);
    await sql.query(
      `UPDATE payees SET disabled_reason = 'requirements.past_due', requirements = '{individual.dob}'`,
    );
    await sql.query(
      `UPDATE claims SET state = 'SUSPENDED', proven_at = NULL WHERE site LIKE '%ben.example%'`,
    );
    await sql.query(`UPDATE tokens SET revoked_at = flattr_now(), last_used_at = flattr_now()`);
    await sql.query(
      `INSERT INTO months (month, state, fee_basis_points, challenge_days, secret, opened_at, cut_at, ledger_position)
       SELECT '2026-09', 'CUT', 500, 7, secret, '2026-09-01', '2026-10-01', 0 FROM months WHERE month = '2026-10'`,
    );
    await sql.query(
      `INSERT INTO settlement_shards (month, phase, shard, settled_at, supporters)
       VALUES ('2026-09', 1, 1, clock_timestamp(), 3), ('2026-09', 1, 2, NULL, NULL)`,
    );
  } finally {
    await sql.query('SET session_replication_role = origin');
    sql.release();
  }
};

type Asked = {
  readonly claim: ClaimId;
  readonly app: string;
  readonly endpoint: string;
  readonly delivery: string;
};

const argsOf = ({ noor }: Cast, { claim, app, endpoint, delivery }: Asked): Args => ({
  'Query.thing': `url: "${bread}"`,
  'Query.user': 'handle: "noor"',
  'Query.node': `id: "${nodeId('User', noor.id)}"`,
  'Query.nodes': `ids: ["${nodeId('User', noor.id)}"]`,
  'Query.searchThings': 'query: "bread"',
  'Query.settledMonth': 'month: "2026-10"',
  'Query.settlement': 'month: "2026-09"',
  'Subscription.settlementProgress': 'month: "2026-09"',
  'Subscription.thingFlattrCount': `url: "${bread}"`,
  'Query.oauthApp': `clientId: "${app}"`,
  'Viewer.claim': `id: "${claim}"`,
  'Viewer.deviceRequest': `userCode: "${userCode}"`,
  'Viewer.webhookDelivery': `id: "${delivery}"`,
  'Viewer.webhookEndpoint': `id: "${endpoint}"`,
});

export const nodeId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64');

const secretsOf = async ({ world }: OpenApi, ada: Person): Promise<readonly string[]> => {
  const { rows } = await world.owner.query<{ secret: string }>(
    `SELECT email AS secret FROM users WHERE id = $1
     UNION ALL SELECT site FROM claims WHERE user_id = $1 AND state = 'WAITING' UNION ALL SELECT nonce FROM claims WHERE user_id = $1 AND state = 'WAITING'
     UNION ALL SELECT id::text FROM claims WHERE user_id = $1 UNION ALL SELECT id::text FROM charges WHERE supporter_id = $1
     UNION ALL SELECT id::text FROM refunds WHERE supporter_id = $1 UNION ALL SELECT id::text FROM payouts WHERE creator_id = $1
     UNION ALL SELECT url FROM webhook_endpoints WHERE user_id = $1
     UNION ALL SELECT id::text FROM webhook_endpoints WHERE user_id = $1
     UNION ALL SELECT url FROM listens WHERE user_id = $1 AND url LIKE '%unheard-of'
     UNION ALL SELECT id::text FROM tokens WHERE user_id = $1 UNION ALL SELECT provider_transfer_id FROM payouts WHERE creator_id = $1`,
    [ada.id],
  );
  return [...rows.map(({ secret }) => secret).filter(Boolean), '31.40'];
};
