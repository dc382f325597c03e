import { appendFile, readFile } from 'node:fs/promises';
import type { Mail, Mailer } from '@flattr/domain/ports';

export type KeptMail = Mail & { readonly at: string };

export type Mailbox = Mailer & { list(): Promise<readonly KeptMail[]> };

/** Keeps mail in a file instead of sending it; the mailbox page shows it, newest first. For a demo and for tests. */
export const createMailbox = (file: string): Mailbox => ({
  send: (mail) => appendFile(file, `${JSON.stringify({ ...mail, at: new Date().toISOString() })}\n`),
  list: async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    const mails = text
      .split('\n')
      .filter(Boolean)
      .map((line): KeptMail => JSON.parse(line));
    return mails.reverse();
  },
});
