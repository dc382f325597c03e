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
  'wrong-password': { field: 'password', message: 'The e-mail address or the password is wrong.' },
};

const unknown: FieldRefusal = {
  field: '',
  message: 'That did not work. Look through the form and try again.',
};

/** The sentence for a code that the API's form gave back in the address, or none if it gave none. */
export const authRefusal = (code: string | undefined): FieldRefusal | undefined => {
  if (!code) return undefined;
  return Object.hasOwn(refusals, code) ? refusals[code] : unknown;
};
