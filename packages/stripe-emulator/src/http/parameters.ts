import { z } from 'zod';
import { isCurrency } from '../money/currency.ts';
import { badParameter } from './stripe-fault.ts';

/** A list as forms spell it: an object whose keys are its positions. */
export const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'object' && value !== null ? Object.values(value) : value),
    z.array(item),
  );

const integer = z
  .string()
  .regex(/^\d{1,12}$/, 'Invalid integer')
  .transform((digits) => Number.parseInt(digits, 10));
const whole = (most: number) => integer.pipe(z.number().min(1).max(most));

/** An amount in minor units: Stripe takes eight digits at most. */
export const amount = whole(99_999_999);
export const quantity = whole(999_999);
export const pageSize = whole(100);
export const seconds = integer;
export const currency = z.string().toLowerCase().refine(isCurrency, 'Invalid currency');
export const metadata = z.record(z.string().max(40), z.string().max(500));
export const webUrl = z.url({ protocol: /^https?$/, error: 'Not a valid URL' });
export const expand = list(z.string()).default([]);

/** The name of a parameter as a form spells it: `line_items[0][quantity]`. */
function nameOf(path: readonly PropertyKey[]): string {
  const [first = '', ...rest] = path.map(String);
  return first + rest.map((key) => `[${key}]`).join('');
}

function faultOf(issue: z.core.$ZodIssue) {
  if (issue.code === 'unrecognized_keys') {
    const name = nameOf([...issue.path, ...issue.keys.slice(0, 1)]);
    return badParameter(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
  }
  const name = nameOf(issue.path);
  if (issue.input === undefined && issue.code === 'invalid_type') {
    return badParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
  }
  return badParameter(`Invalid ${name}: ${issue.message}`, name);
}

/** Reads what a request sends, or refuses it in Stripe's words; what is unknown is never ignored. */
export function readParameters<T extends z.ZodType>(schema: T, form: unknown): z.output<T> {
  const result = schema.safeParse(form, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (!issue) throw result.error;
  throw faultOf(issue);
}
