import { join } from 'node:path';
import { currencyCodes, currencyOf, isCurrency } from '@flattr/domain/money';
import type { Policy } from '@flattr/domain/platform';
import { z } from 'zod';
import { type AllowList, readAllowList } from './fetch/allow-list.ts';

const wholeNumber = z
  .string()
  .regex(/^\d+$/)
  .transform(BigInt)
  .transform((value) => Number(value));

/** Every variable that the product reads, with its meaning; nothing else reads the environment. */
const environment = z.object({
  NODE_ENV: z
    .string()
    .default('development')
    .describe('`production` refuses everything that is fit for a demo only'),
  PORT: z.coerce
    .number('PORT is a number from 1 to 65533.')
    .refine(
      (port) => Number.isInteger(port) && port >= 1 && port <= 65_533,
      'PORT is a number from 1 to 65533.',
    )
    .default(4000)
    .describe('the port that people open'),
  HOST: z.string().default('127.0.0.1').describe('the address that the port is opened on'),
  FLATTR_ORIGIN: z.url().optional().describe('the public origin, such as https://flattr.example'),
  FLATTR_HOME: z.string().default('.flattr').describe('where the embedded default keeps its data'),
  FLATTR_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('signs session cookies, and seals the secrets of webhooks'),
  FLATTR_FEE_BASIS_POINTS: wholeNumber
    .default(500)
    .describe('the fee that a month freezes when it opens, at most 3000'),
  FLATTR_RESERVE_BASIS_POINTS: wholeNumber
    .refine((points) => points <= 10_000, 'at most 10000')
    .default(0)
    .describe('what of the fees of each month is set aside for losses, for 180 days'),
  FLATTR_CURRENCIES: z
    .string()
    .default('CHF,DKK,EUR,GBP,JPY,NOK,SEK,USD')
    .transform((codes) => codes.split(','))
    .refine((codes) => codes.every(isCurrency), `of ${currencyCodes.join(', ')}, separated by commas`)
    .describe('the currencies of budgets: those that your Stripe account holds unconverted'),
  FLATTR_SHARD_SIZE: wholeNumber
    .refine((size) => size >= 1, 'at least 1')
    .default(10_000)
    .describe('how many supporters one transaction of a settlement holds'),
  FLATTR_SETTLEMENT_PACE: wholeNumber
    .refine((percent) => percent >= 1 && percent <= 100, 'from 1 to 100')
    .default(100)
    .describe('how much of its time a worker spends on a settlement, in percent'),
  FLATTR_LEASE_SECONDS: wholeNumber
    .refine((seconds) => seconds >= 1, 'at least 1')
    .default(30)
    .describe('how long a frozen worker holds up a settlement'),
  FLATTR_SWEEP_SECONDS: wholeNumber
    .refine((seconds) => seconds >= 1, 'at least 1')
    .default(30)
    .describe('how often each worker looks for recorded work, and how long such work has been left undone'),
  FLATTR_CHARITY: z
    .string()
    .optional()
    .describe(
      'the handle of the charity that what nobody claimed in three years goes to; it has joined here',
    ),
  DATABASE_URL: z.string().optional().describe('PostgreSQL 15 or later, as a member of the role flattr_app'),
  REDIS_URL: z.string().optional().describe('Redis for the queue; without it the queue is in PostgreSQL'),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .optional()
    .describe('one per endpoint, separated by commas: payments, and connected accounts'),
  STRIPE_EMULATOR_URL: z
    .url()
    .optional()
    .describe('where a local Stripe answers that takes the place of the real one; never in production'),
  STRIPE_EMULATOR_PORT: wholeNumber.optional().describe('the port of the local Stripe, PORT + 1 by default'),
  STRIPE_TIMEOUT_SECONDS: wholeNumber
    .refine((seconds) => seconds >= 1, 'at least 1')
    .default(20)
    .describe('how long an answer of Stripe is waited for'),
  SMTP_URL: z
    .string()
    .optional()
    .describe('smtp://user:password@host; without it mail goes to the mailbox page'),
  FLATTR_BREACH_CHECK: z
    .union([z.literal('off'), z.url()])
    .optional()
    .describe(
      'where the first five digits of a new password’s SHA-1 are asked for in lists of leaked ones, or off; in production api.pwnedpasswords.com by default, elsewhere off',
    ),
  FLATTR_FETCH_ALLOW: z
    .string()
    .default('')
    .transform((text, told) => {
      const allowed = readAllowList(text);
      if (!allowed)
        told.addIssue({ code: 'custom', message: 'host:port or host:port=address:port, by commas' });
      return allowed ?? z.NEVER;
    })
    .describe('places that are fetched although they are not public; never in production'),
  FLATTR_TRUSTED_PROXIES: wholeNumber
    .default(0)
    .describe(
      'how many reverse proxies stand before this process, each of which adds to X-Forwarded-For; without one the header is not believed',
    ),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
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
  const parsed = environment.safeParse(env);
  if (!parsed.success) throw new Error(`The configuration is wrong:\n${z.prettifyError(parsed.error)}`);
  const values = parsed.data;
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

const breachCheckOf = ({
  NODE_ENV,
  FLATTR_BREACH_CHECK: asked,
}: z.infer<typeof environment>): string | undefined => {
  if (asked === 'off') return undefined;
  return asked ?? (NODE_ENV === 'production' ? 'https://api.pwnedpasswords.com/range/' : undefined);
};
