import type { Control } from './control/control.ts';
import type { Terms } from './money/terms.ts';
import type { WebhookBehaviour } from './webhooks/behaviour.ts';

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
  /** How often the emulator looks for what is due, in milliseconds; only with each request if it is left out. */
  tickMs?: number;
  /** How webhooks travel from the start: at once, once and in no certain order if it is left out. */
  webhooks?: Partial<WebhookBehaviour>;
} & Partial<Terms>;

export type StripeEmulator = {
  url: string;
  port: number;
  setWebhookUrl(url: string): void;
  /** What a test, or a person on the dashboard, makes the banks and Stripe do. */
  control: Control;
  /** Resolves when no webhook delivery is under way or scheduled for now. */
  settled(): Promise<void>;
  /** Resolves when every event has arrived or is given up, those that are tried again included. */
  arrived(): Promise<void>;
  close(): Promise<void>;
};
