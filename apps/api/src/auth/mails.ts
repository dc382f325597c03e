import type { Platform } from '@flattr/domain/platform';

type Addressee = { readonly name: string; readonly email: string };

const send = (
  { mailer }: Platform,
  { name, email }: Addressee,
  subject: string,
  paragraphs: readonly string[],
): Promise<void> => mailer.send({ to: email, subject, text: [`Hello ${name},`, ...paragraphs].join('\n\n') });

const notYou = 'If that was not you, do nothing: without this link nothing happens.';

const linkOf = ({ policy }: Platform, path: string, query: Readonly<Record<string, string>>): string =>
  `${policy.origin}${path}?${new URLSearchParams(query)}`;

export const mailVerification = (platform: Platform, to: Addressee, token: string): Promise<void> =>
  send(platform, to, 'Confirm your e-mail address', [
    'Somebody gave this address on Flattr. Open this link within a day to say that it is yours:',
    linkOf(platform, '/confirm-email', { token }),
    'Until then you can flattr and fill your wallet, but no site can be claimed and no payouts set up: what we would have to tell you about money must reach you.',
    notYou,
  ]);

export const mailNewAddress = (platform: Platform, to: Addressee, token: string): Promise<void> =>
  send(platform, to, 'Confirm your new e-mail address', [
    'Somebody on Flattr wants this to be their address from now on. Open this link within a day to say so:',
    linkOf(platform, '/confirm-email', { token }),
    notYou,
  ]);

export const mailReset = (platform: Platform, to: Addressee, token: string): Promise<void> =>
  send(platform, to, 'Set a new password', [
    'Somebody asked to set a new password for you on Flattr. Open this link within an hour; it works once:',
    linkOf(platform, '/reset/new', { token }),
    'With the new password you are signed out everywhere else.',
    notYou,
  ]);

export const mailLink = (platform: Platform, to: Addressee, token: string, next: string): Promise<void> =>
  send(platform, to, 'Sign in to Flattr', [
    'Somebody asked to sign you in to Flattr. Open this link within ten minutes; it works once:',
    linkOf(platform, '/sign-in/link', { token, next }),
    notYou,
  ]);

/** Tells somebody that a way to sign in changed, so that they notice where it was not them. */
export const mailChanged = (platform: Platform, to: Addressee, what: string): Promise<void> =>
  send(platform, to, `On Flattr ${what}`, [
    `On Flattr ${what}.`,
    `If that was not you, set a new password at once: ${platform.policy.origin}/reset`,
  ]);
