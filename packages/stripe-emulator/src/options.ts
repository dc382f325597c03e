import type { FeeTable } from './money/fees.ts';

export type StripeEmulatorOptions = {
  secretKey: string;
  webhookSecret: string;
  /** Where events are posted; without one they are stored and not sent. */
  webhookUrl?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  hostname?: string;
  /** An SQLite file that keeps the state over restarts; in memory by default. */
  file?: string;
  /** Gives the `created` of objects; webhooks are signed with the real time whatever it says. */
  now?: () => Date | Promise<Date>;
  fees?: FeeTable;
};

export type StripeEmulator = {
  url: string;
  port: number;
  setWebhookUrl(url: string): void;
  /** Resolves when no webhook delivery is under way or scheduled for now. */
  settled(): Promise<void>;
  close(): Promise<void>;
};
