import { Refusal, type RefusalCode, refusals } from '@flattr/domain/refusal';
import { tellRefusal } from '../speech.ts';
import { builder } from './builder.ts';
import { type Refused, refused } from './refused.ts';
import { upperSnake } from './upper-snake.ts';

const codes = Object.entries(refusals) as readonly (readonly [RefusalCode, string])[];

const refusalCode = builder.enumType('RefusalCode', {
  description: 'Everything that can be refused. The set only grows; a code never changes its meaning.',
  values: Object.fromEntries(
    codes.map(([code, sentence]) => [upperSnake(code), { value: code, description: sentence }]),
  ),
});

export const refusalRef = builder.objectRef<Refused>('Refusal').implement({
  description: 'An expected no: nothing was changed by what is refused.',
  fields: (t) => ({
    code: t.field({
      type: refusalCode,
      description: 'What is refused, for programs.',
      resolve: ({ code }) => code,
    }),
    message: t.string({
      description:
        'The same for a person: one or two sentences in the language that `Accept-Language` prefers of English, German, French, Spanish and Swedish, else in English; `Content-Language` says which. It may be worded anew at any time: programs go by `code`.',
      resolve: ({ code }, _args, { speech }) => tellRefusal(speech, code),
    }),
    path: t.field({
      type: ['String'],
      description:
        'Where in the `input` the trouble is, such as `["things", "3", "url"]`; empty where it is nowhere there.',
      resolve: ({ path }) => [...path],
    }),
  }),
});

/** What a payload gathers: its parts, as far as they came, and what was refused. */
export type Answer<Parts> = Partial<Parts> & { readonly errors: readonly Refused[] };

/**
 * Runs a mutation's work, which fills the payload's parts in as it goes, and turns a refusal into the payload's `errors`.
 * Nothing else is caught. `renamed` says which field of the input the caller used where the verb knows it by another name.
 */
export const answer = async <Parts extends object>(
  work: (parts: Partial<Parts>) => Promise<void>,
  renamed: Readonly<Record<string, string>> = {},
): Promise<Answer<Parts>> => {
  const parts: Partial<Parts> = {};
  try {
    await work(parts);
    return { ...parts, errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [field, ...rest] = error.path;
    const at = field === undefined ? [] : [renamed[field] ?? field, ...rest];
    return { ...parts, errors: [{ ...refused(error), path: at }] };
  }
};

export const errorsDescription = 'What was refused and why; empty when all went well.';
