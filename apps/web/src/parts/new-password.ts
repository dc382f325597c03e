import type { FieldRefusal } from '../text/auth-refusal.ts';
import { field } from './field.ts';
import type { Html } from './html.ts';

/** The field for a password that somebody chooses. */
export const newPassword = (label: string, refusal?: FieldRefusal): Html =>
  field(
    {
      name: 'password',
      label,
      type: 'password',
      autocomplete: 'new-password',
      minlength: 8,
      maxlength: 128,
      hint: 'At least 8 characters.',
    },
    refusal,
  );
