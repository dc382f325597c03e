import type { Flattr } from '@flattr/sdk';
import type { Context } from 'hono';

/** A mail that the embedded default kept instead of sending it. */
export type KeptMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
};

export type Mailbox = { list(): Promise<readonly KeptMail[]> };

/** What every page of a request has at hand. */
export type WebEnv = {
  Variables: {
    /** The API, asked as the person who asked for the page. */
    flattr: Pick<Flattr, 'request'>;
    /** Our one public origin. */
    origin: string;
    mailbox: Mailbox | undefined;
  };
};

export type WebContext = Context<WebEnv>;
