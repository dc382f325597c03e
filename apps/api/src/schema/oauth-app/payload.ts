import type { OAuthApp } from '@flattr/domain/oauth/read-apps';
import { builder } from '../builder.ts';
import { type Answer, errorsDescription, refusalRef } from '../errors.ts';
import { myOAuthAppRef } from './type.ts';

export type AppParts = { app: OAuthApp; secret: string };

export const choicesFields = {
  name: 'What it is called, 1 to 100 characters. Who is asked to agree reads it.',
  website: 'The address of its web page, `https://…` or `http://…`.',
  redirectUris:
    '1 to 10 addresses where codes may be sent to: `https://…`, or `http://` on `localhost`, `127.0.0.1` or `[::1]`; no `#`.',
};

/** What a mutation of an app answers; `codes` says what it refuses. */
export const appPayload = (name: string, codes: string) =>
  builder.objectRef<Answer<AppParts>>(name).implement({
    description: 'The app as it is now.',
    fields: (t) => ({
      app: t.field({
        type: myOAuthAppRef,
        nullable: true,
        description: 'The app; null if it was refused.',
        resolve: ({ app }) => app,
      }),
      errors: t.field({
        type: [refusalRef],
        description: `${errorsDescription} ${codes}.`,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });

export const choicesCodes =
  '`NAME_MISSING`, `WEBSITE_MALFORMED`, `REDIRECT_URIS_OUT_OF_RANGE`, `REDIRECT_URI_MALFORMED`';

export const secretDescription =
  'The secret `flt_ocs_…`, shown this once: only its hash is kept. Null for a public app, and if it was refused.';
