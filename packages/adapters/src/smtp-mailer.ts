import type { Mailer } from '@flattr/domain/ports';
import { createTransport } from 'nodemailer';

/** Sends mail by SMTP, from the sender that the operator's server is known as. */
export const createSmtpMailer = (smtpUrl: string, origin: string): Mailer => {
  const transport = createTransport(smtpUrl);
  const from = `Flattr <no-reply@${new URL(origin).hostname}>`;
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ from, to, subject, text });
    },
  };
};
