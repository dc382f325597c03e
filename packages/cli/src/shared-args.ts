import type { ArgsDef } from 'citty';

/** The option of every command that answers. */
export const jsonArg = {
  json: { type: 'boolean', description: 'Answer in JSON, for programs' },
} as const satisfies ArgsDef;

/** The options of every command that asks an instance. */
export const instanceArg = {
  instance: {
    type: 'string',
    valueHint: 'address',
    description: 'Which Flattr to ask; or FLATTR_INSTANCE, or where you signed in last',
  },
} as const satisfies ArgsDef;

/** The options of every command that acts for somebody. */
export const tokenArg = {
  token: {
    type: 'string',
    valueHint: 'flt_pat_…',
    description:
      'Act with this token, not with a login; better as FLATTR_TOKEN, which no list of processes shows',
  },
} as const satisfies ArgsDef;
