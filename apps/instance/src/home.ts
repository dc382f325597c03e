import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
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

const emulatorUrl = (config: Config): string => `http://localhost:${config.emulatorPort}`;

/** The configuration of an embedded instance: its own database, its own Stripe, and secrets that it drew itself. */
export const embeddedConfig = (config: Config, secrets: Secrets, databaseUrl: string): Config => ({
  ...config,
  databaseUrl,
  secret: config.secret ?? secrets.session,
  stripe: {
    secretKey: secrets.stripeKey,
    webhookSecrets: [secrets.stripeWebhook],
    emulator: emulatorUrl(config),
  },
});
