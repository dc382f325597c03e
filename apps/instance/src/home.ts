import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '@flattr/adapters';

/** What the embedded default keeps to itself between runs. */
export type Secrets = {
  readonly session: string;
  readonly stripeKey: string;
  readonly stripeWebhook: string;
};

/** The embedded database's name. */
export const database = 'flattr';

/** Where the embedded Stripe keeps what it knows. */
export const emulatorFile = (home: string): string => join(resolve(home), 'stripe.sqlite');

/** The secrets of an embedded instance, drawn on its first run. */
export const readSecrets = async (home: string): Promise<Secrets> => {
  const file = join(resolve(home), 'secrets.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text) return JSON.parse(text);
  const draw = () => randomBytes(24).toString('hex');
  const secrets = { session: draw(), stripeKey: `sk_test_${draw()}`, stripeWebhook: `whsec_${draw()}` };
  await mkdir(resolve(home), { recursive: true });
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
};

/** Where a running instance is found: what it was started with, whatever the shell of a later command says. */
export type Whereabouts = { readonly origin: string; readonly emulator: string };

export const whereaboutsOf = ({ policy, emulatorPort }: Config): Whereabouts => ({
  origin: policy.origin,
  emulator: `http://localhost:${emulatorPort}`,
});

const whereaboutsFile = (home: string): string => join(resolve(home), 'instance.json');

/** Leaves the addresses of the instance that runs for the commands beside it. */
export const writeWhereabouts = (home: string, whereabouts: Whereabouts): Promise<void> =>
  writeFile(whereaboutsFile(home), JSON.stringify(whereabouts));

/** The addresses that the running instance left, if it did. */
export const readWhereabouts = async (home: string): Promise<Whereabouts | undefined> => {
  const text = await readFile(whereaboutsFile(home), 'utf8').catch(() => undefined);
  return text ? JSON.parse(text) : undefined;
};

export const forgetWhereabouts = (home: string): Promise<void> => rm(whereaboutsFile(home), { force: true });

/** The configuration of an embedded instance: its own database, its own Stripe, and secrets that it drew itself. */
export const embeddedConfig = (
  config: Config,
  secrets: Secrets,
  databaseUrl: string,
  { origin, emulator }: Whereabouts = whereaboutsOf(config),
): Config => ({
  ...config,
  policy: { ...config.policy, origin },
  databaseUrl,
  secret: config.secret ?? secrets.session,
  stripe: { secretKey: secrets.stripeKey, webhookSecrets: [secrets.stripeWebhook], emulator },
});
