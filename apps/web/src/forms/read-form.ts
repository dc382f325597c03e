import type { FieldRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

export type Form = {
  /** The field's text, or an empty one. */
  text(name: string): string;
  /** Every text given under a name, such as the boxes that were ticked. */
  texts(name: string): readonly string[];
};

/** Reads a plain form; what is no text is not there. */
export const readForm = async (c: WebContext): Promise<Form> => {
  const form = await c.req.formData();
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return { text: (name) => texts(name)[0] ?? '', texts };
};

type Refused = { readonly code: string; readonly message: string; readonly path: readonly string[] };

/** The first refusal of a payload, as a form shows it: next to the field that its path ends in. */
export const firstRefusal = (errors: readonly Refused[]): FieldRefusal | undefined => {
  const [first] = errors;
  return first && { field: first.path.at(-1) ?? '', message: first.message, code: first.code };
};
