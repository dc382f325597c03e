import type { WebContext } from '../web-env.ts';
import { durationText } from './duration-text.ts';

/** A form's refusal: the field that it is about, where it is about one, and its sentence. */
export type FieldRefusal = {
  readonly field: string;
  readonly message: string;
  /** The API's code, where the refusal is its. */
  readonly code?: string;
};

// Joining and signing in are the API's own forms: it leads back with the code alone, so that nobody can put words on our page.
const refusals: Readonly<Record<string, FieldRefusal>> = {
  'name-missing': { field: 'name', message: 'Tell us your name, in 1 to 100 characters.' },
  'handle-malformed': {
    field: 'handle',
    message: 'A handle has 2 to 30 small letters, digits and hyphens, and begins with a letter or digit.',
  },
  'handle-taken': { field: 'handle', message: 'This handle is taken. Choose another.' },
  'email-malformed': { field: 'email', message: 'This is not an e-mail address.' },
  'email-taken': {
    field: 'email',
    message: 'Somebody has joined with this e-mail address already. Sign in instead.',
  },
  'password-too-short': { field: 'password', message: 'A password has at least 8 characters.' },
  'password-too-long': { field: 'password', message: 'A password has at most 128 characters.' },
  'password-breached': {
    field: 'password',
    message: 'This password leaked elsewhere, so others will try it. Choose another.',
  },
  'link-over': {
    field: '',
    message: 'This link is over: it was used, or it is too old. Ask for another one.',
  },
  'code-wrong': {
    field: 'code',
    message: 'This code is wrong, or it was used already. Take the next one that your app shows.',
  },
  'sign-in-over': { field: '', message: 'That took too long, or too many codes were wrong. Begin again.' },
  'passkey-refused': {
    field: '',
    message: 'This passkey is not known here, or its answer came too late. Try again.',
  },
  'passkey-unknown': { field: '', message: 'You have no such passkey.' },
  'too-many-passkeys': { field: '', message: 'You have 20 passkeys. Remove one first.' },
  'session-unknown': { field: '', message: 'That browser is signed out already.' },
  'email-unverified': { field: '', message: 'Confirm your e-mail address first.' },
  'two-factor-on': { field: '', message: 'An authenticator app is set up already.' },
  'two-factor-off': { field: '', message: 'No authenticator app is set up. Set it up first.' },
  'wrong-password': { field: 'password', message: 'The e-mail address or the password is wrong.' },
};

const unknown: FieldRefusal = {
  field: '',
  message: 'That did not work. Look through the form and try again.',
};

/** The sentence for a code that the API's form gave back in the address, or none if it gave none. */
export const authRefusal = (c: WebContext): FieldRefusal | undefined => {
  const code = c.req.query('refusal');
  if (!code) return undefined;
  if (code === 'too-many-attempts') return tooMany(c.req.query('wait'));
  const known = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  return known ? { ...known, code } : unknown;
};

const tooMany = (wait = ''): FieldRefusal => ({
  field: '',
  message: `That was tried too often. ${/^\d{1,5}$/.test(wait) ? `Try again in ${durationText(+wait)}.` : 'Try again later.'}`,
});
