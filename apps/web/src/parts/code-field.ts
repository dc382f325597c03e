import type { FieldRefusal } from '../text/auth-refusal.ts';
import { field } from './field.ts';
import type { Html } from './html.ts';

/** The field for a code of an authenticator app. */
export const codeField = (refusal?: FieldRefusal): Html =>
  field({ name: 'code', label: 'Code', autocomplete: 'one-time-code', maxlength: 40 }, refusal);
