import type { Mailer } from '@flattr/domain/ports';
import type { Transporter } from 'nodemailer';

/** Sends mail by SMTP, from the sender that the operator's server is known as. */
export const createSmtpMailer = (smtpUrl: string, origin: string): Mailer => {
  // A worker that sends no mail does without the library, which takes 18 MB.
  let transport: Promise<Transporter> | undefined;
  const open = () => import('nodemailer').then(({ createTransport }) => createTransport(smtpUrl));
  const from = `Flattr <no-reply@${new URL(origin).hostname}>`;
  return {
    send: async ({ to, subject, text }) => {
      transport ??= open();
      await (await transport).sendMail({ from, to, subject, text });
    },
  };
};
