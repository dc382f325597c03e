import { builder } from '../builder.ts';
import { type Answer, errorsDescription, refusalRef } from '../errors.ts';

/** What a mutation answers after which there is nothing left to show. */
export const errorsAlone = (name: string, description: string, codes: string) =>
  builder.objectRef<Answer<object>>(name).implement({
    description,
    fields: (t) => ({
      errors: t.field({
        type: [refusalRef],
        description: `${errorsDescription} ${codes}.`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });
