import { join } from 'node:path';
import { currencyCodes, currencyOf, isCurrency } from '@flattr/domain/money';
import type { Policy } from '@flattr/domain/platform';
import * as v from 'valibot';
import { type AllowList, readAllowList } from './fetch/allow-list.ts';

const wholeNumber = v.pipe(v.string(), v.regex(/^\d+$/, 'is a whole number.'), v.transform(Number));

const atLeastOne = v.pipe(wholeNumber, v.minValue(1, 'is at least 1.'));

const address = v.pipe(v.string(), v.url('is an address, such as https://flattr.example.'));

const currencyList = v.pipe(
  v.string(),
  v.transform((codes) => codes.split(',')),
  v.everyItem(isCurrency, `holds some of ${currencyCodes.join(', ')}, separated by commas.`),
);

const allowList = v.pipe(
  v.string(),
  v.rawTransform<string, AllowList>(({ dataset, addIssue, NEVER }) => {
    const allowed = readAllowList(dataset.value);
    if (!allowed) addIssue({ message: 'holds host:port or host:port=address:port, separated by commas.' });
    return allowed ?? NEVER;
  }),
);

const portMessage = 'is a number from 1 to 65533.';

/** Every variable that the product reads, with its meaning; nothing else reads the environment. */
const environment = v.object({
  /** `production` refuses everything that is fit for a demo only. */
  NODE_ENV: v.optional(v.string(), 'development'),
  /** The port that people open. */
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}$/, portMessage),
      v.transform(Number),
      v.minValue(1, portMessage),
      v.maxValue(65_533, portMessage),
    ),
    '4000',
  ),
  /** The address that the port is opened on. */
  HOST: v.optional(v.string(), '127.0.0.1'),
  /** The public origin, such as https://flattr.example. */
  FLATTR_ORIGIN: v.optional(address),
  /** Where the embedded default keeps its data. */
  FLATTR_HOME: v.optional(v.string(), '.flattr'),
  /** Signs session cookies, and seals the secrets of webhooks. */
  FLATTR_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'has 32 characters or more.'))),
  /** The fee that a month freezes when it opens, at most 3000. */
  FLATTR_FEE_BASIS_POINTS: v.optional(wholeNumber, '500'),
  /** What of the fees of each month is set aside for losses, for 180 days. */
  FLATTR_RESERVE_BASIS_POINTS: v.optional(v.pipe(wholeNumber, v.maxValue(10_000, 'is at most 10000.')), '0'),
  /** The currencies of budgets: those that your Stripe account holds unconverted. */
  FLATTR_CURRENCIES: v.optional(currencyList, 'CHF,DKK,EUR,GBP,JPY,NOK,SEK,USD'),
  /** How many supporters one transaction of a settlement holds. */
  FLATTR_SHARD_SIZE: v.optional(atLeastOne, '10000'),
  /** How much of its time a worker spends on a settlement, in percent. */
  FLATTR_SETTLEMENT_PACE: v.optional(v.pipe(atLeastOne, v.maxValue(100, 'is from 1 to 100.')), '100'),
  /** How long a frozen worker holds up a settlement. */
  FLATTR_LEASE_SECONDS: v.optional(atLeastOne, '30'),
  /** How often each worker looks for recorded work, and how long such work has been left undone. */
  FLATTR_SWEEP_SECONDS: v.optional(atLeastOne, '30'),
  /** The handle of the charity that what nobody claimed in three years goes to; it has joined here. */
  FLATTR_CHARITY: v.optional(v.string()),
  /** PostgreSQL 15 or later, as a member of the role flattr_app. */
  DATABASE_URL: v.optional(v.string()),
  /** Redis for the queue; without it the queue is in PostgreSQL. */
  REDIS_URL: v.optional(v.string()),
  STRIPE_SECRET_KEY: v.optional(v.string()),
  /** One per endpoint, separated by commas: payments, and connected accounts. */
  STRIPE_WEBHOOK_SECRET: v.optional(v.string()),
  /** Where a local Stripe answers that takes the place of the real one; never in production. */
  STRIPE_EMULATOR_URL: v.optional(address),
  /** The port of the local Stripe, PORT + 1 by default. */
  STRIPE_EMULATOR_PORT: v.optional(wholeNumber),
  /** How long an answer of Stripe is waited for. */
  STRIPE_TIMEOUT_SECONDS: v.optional(atLeastOne, '20'),
  /** smtp://user:password@host; without it mail goes to the mailbox page. */
  SMTP_URL: v.optional(v.string()),
  /**
   * Where the first five digits of a new password’s SHA-1 are asked for in lists of leaked ones, or off; in production
   * api.pwnedpasswords.com by default, elsewhere off.
   */
  FLATTR_BREACH_CHECK: v.optional(
    v.union([v.literal('off'), address], 'is off, or an address, such as https://leaked.example/range/.'),
  ),
  /** Places that are fetched although they are not public; never in production. */
  FLATTR_FETCH_ALLOW: v.optional(allowList, ''),
  /**
   * How many reverse proxies stand before this process, each of which adds to X-Forwarded-For; without one the header is not
   * believed.
   */
  FLATTR_TRUSTED_PROXIES: v.optional(wholeNumber, '0'),
  LOG_LEVEL: v.optional(
    v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'is debug, info, warn, error or silent.'),
    'info',
  ),
});

export type Environment = Readonly<Record<string, string | undefined>>;

export type StripeConfig = {
  readonly secretKey: string;
  /** One per endpoint at the provider: the account's own, and that of the connected accounts. */
  readonly webhookSecrets: readonly string[];
  /** The address of an emulator; absent for Stripe itself. */
  readonly emulator?: string;
  /** How long an answer is waited for; 20 s by default. */
  readonly timeoutMs?: number;
  /** How often the library asks again by itself, with the same key; twice by default. */
  readonly retries?: number;
};

export type Config = {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly emulatorPort: number;
  readonly home: string;
  readonly secret?: string;
  /** The handle of the charity that has what nobody claimed in three years. */
  readonly charity?: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly stripe?: StripeConfig;
  readonly smtpUrl?: string;
  readonly mailboxFile: string;
  readonly fetchAllow: AllowList;
  /** How many proxies stand before this; the address of the network that the nearest of them saw is believed. */
  readonly trustedProxies: number;
  /** The address before the five digits, where new passwords are looked up in lists of leaked ones. */
  readonly breachCheck?: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly policy: Policy;
};

/** Reads the environment; a value of the wrong form is told by its name, and nothing starts. */
export const readConfig = (env: Environment = process.env): Config => {
  const parsed = v.safeParse(environment, env);
  if (!parsed.success) throw new Error(`The configuration is wrong:\n${parsed.issues.map(told).join('\n')}`);
  const values = parsed.output;
  if (values.FLATTR_FEE_BASIS_POINTS > 3000) throw new Error('FLATTR_FEE_BASIS_POINTS is at most 3000');
  if (!values.STRIPE_SECRET_KEY !== !values.STRIPE_WEBHOOK_SECRET)
    throw new Error('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are configured together.');
  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST,
    emulatorPort: values.STRIPE_EMULATOR_PORT ?? values.PORT + 1,
    home: values.FLATTR_HOME,
    secret: values.FLATTR_SECRET,
    charity: values.FLATTR_CHARITY,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    stripe:
      values.STRIPE_SECRET_KEY && values.STRIPE_WEBHOOK_SECRET
        ? {
            secretKey: values.STRIPE_SECRET_KEY,
            webhookSecrets: values.STRIPE_WEBHOOK_SECRET.split(','),
            emulator: values.STRIPE_EMULATOR_URL,
            timeoutMs: values.STRIPE_TIMEOUT_SECONDS * 1000,
          }
        : undefined,
    smtpUrl: values.SMTP_URL,
    mailboxFile: join(values.FLATTR_HOME, 'mailbox.jsonl'),
    fetchAllow: values.FLATTR_FETCH_ALLOW,
    trustedProxies: values.FLATTR_TRUSTED_PROXIES,
    breachCheck: breachCheckOf(values),
    logLevel: values.LOG_LEVEL,
    policy: {
      currencies: values.FLATTR_CURRENCIES.map(currencyOf),
      feeBasisPoints: values.FLATTR_FEE_BASIS_POINTS,
      reserveBasisPoints: values.FLATTR_RESERVE_BASIS_POINTS,
      holdDaysFirst: 30,
      holdDaysLater: 7,
      challengeDays: 7,
      proofDays: 3,
      shardSize: values.FLATTR_SHARD_SIZE,
      settlementPace: values.FLATTR_SETTLEMENT_PACE,
      leaseSeconds: values.FLATTR_LEASE_SECONDS,
      sweepSeconds: values.FLATTR_SWEEP_SECONDS,
      origin: new URL(values.FLATTR_ORIGIN ?? `http://localhost:${values.PORT}`).origin,
    },
  };
};

/** The variable's name, and what it is to be. */
const told = (issue: v.BaseIssue<unknown>): string => `${v.getDotPath(issue)} ${issue.message}`;

const breachCheckOf = ({
  NODE_ENV,
  FLATTR_BREACH_CHECK: asked,
}: v.InferOutput<typeof environment>): string | undefined => {
  if (asked === 'off') return undefined;
  return asked ?? (NODE_ENV === 'production' ? 'https://api.pwnedpasswords.com/range/' : undefined);
};
