import { plainText } from '../plain-text.ts';
import { Refusal } from '../refusal.ts';
import { emailAddressOf, isEmailAddress } from './email-address.ts';
import { handleOf, isHandle } from './handle.ts';

export type Joining = {
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly password: string;
};

export const passwordLengthMin = 8;
export const passwordLengthMax = 128;

/**
 * Brings what somebody fills in to join to the form in which it is kept, or names the first trouble, in this order:
 * `name-missing`, `handle-malformed`, `email-malformed`, `password-too-short`, `password-too-long`.
 */
export const checkJoining = (input: Joining): Joining | Refusal => {
  const name = plainText(input.name);
  if (name.length < 1 || name.length > 100) return new Refusal('name-missing', ['name']);
  const handle = handleOf(input.handle);
  if (!isHandle(handle)) return new Refusal('handle-malformed', ['handle']);
  const email = emailAddressOf(input.email);
  if (!isEmailAddress(email)) return new Refusal('email-malformed', ['email']);
  const trouble = checkPassword(input.password);
  if (trouble) return trouble;
  return { name, handle, email, password: input.password };
};

/** What is wrong with the form of a new password: `password-too-short` or `password-too-long`. */
export const checkPassword = (password: string): Refusal | undefined => {
  if (password.length < passwordLengthMin) return new Refusal('password-too-short', ['password']);
  if (password.length > passwordLengthMax) return new Refusal('password-too-long', ['password']);
  return undefined;
};
