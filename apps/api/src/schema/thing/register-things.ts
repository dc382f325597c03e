import type { ThingId } from '@flattr/domain/ids';
import { type Registration, registerThings } from '@flattr/domain/things/register-things';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';
import { type Refused, refused } from '../refused.ts';
import { thingKindRef } from './kind.ts';
import { thingRef } from './type.ts';

const thingInput = builder.inputType('RegisterThingInput', {
  description: 'One thing to register.',
  fields: (t) => ({
    url: t.string({
      required: true,
      description: 'Its address on the public web, http or https, at most 2048 characters.',
    }),
    title: t.string({ required: true, description: 'Its title as plain text, 1 to 300 characters.' }),
    kind: t.field({
      type: thingKindRef,
      description: 'What kind of thing it is; `OTHER` if you do not say.',
    }),
    language: t.string({ description: 'Its language as a BCP 47 tag, such as `en` or `pt-BR`.' }),
    tags: t.stringList({ description: 'Up to 20 tags of 1 to 50 characters.' }),
  }),
});

const input = builder.inputType('RegisterThingsInput', {
  description:
    'Things to register. Nobody becomes the creator of a page by registering it: see `registerThings`.',
  fields: (t) => ({
    things: t.field({ type: [thingInput], required: true, description: 'Up to 500 things.' }),
  }),
});

type Result = {
  readonly thingId?: ThingId;
  readonly created: boolean;
  readonly unclaimedSite?: string | undefined;
  readonly errors: readonly Refused[];
};

const resultRef = builder.objectRef<Result>('RegistrationResult').implement({
  description: 'What became of one thing of the input.',
  fields: (t) => ({
    thing: t.prismaField({
      type: thingRef,
      nullable: true,
      description: 'The thing, new or known before; null if it was refused.',
      resolve: (query, { thingId }, _args, { platform }) =>
        thingId ? platform.db.thing.findUnique({ ...query, where: { id: thingId } }) : null,
    }),
    created: t.exposeBoolean('created', {
      description:
        'Whether it is new; false where it was known before, and its title, kind, language and tags were updated.',
    }),
    claimAt: t.string({
      nullable: true,
      description:
        'The page on which whoever made it claims its site, so that what it is given comes to them; null where it is claimed, and where it was refused.',
      resolve: ({ unclaimedSite }, _args, { platform }) =>
        unclaimedSite && `${platform.policy.origin}/me/sites?site=${encodeURIComponent(unclaimedSite)}`,
    }),
    errors: t.field({
      type: [refusalRef],
      description:
        'Why this one was refused: `URL_UNPARSABLE`, `URL_NOT_HTTP`, `URL_PRIVATE`, `URL_TOO_LONG`, `URL_WITH_CREDENTIALS`, `TITLE_MISSING`, `LANGUAGE_UNKNOWN`, `TOO_MANY_TAGS`, `REGISTERED_BY_ANOTHER`; empty when all went well.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

const resultOf = (registration: Registration, index: number): Result =>
  'refusal' in registration
    ? { created: false, errors: [refused(registration.refusal, ['things', `${index}`])] }
    : { ...registration, errors: [] };

type Parts = { results: readonly Result[] };

const payload = builder.objectRef<Answer<Parts>>('RegisterThingsPayload').implement({
  description: 'What became of the things of the input.',
  fields: (t) => ({
    results: t.field({
      type: [resultRef],
      description: 'One result for each thing of the input, in its order; empty if all of it was refused.',
      resolve: ({ results = [] }) => [...results],
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} All of it: \`TOO_MANY_THINGS\`. What is wrong with one thing stands in its result.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('registerThings', (t) =>
  t.field({
    type: payload,
    description:
      'Registers things, or updates those that the viewer registered before or is the creator of; the good ones even if others are refused. What lies in a site that somebody has claimed is the site’s owner’s, whoever registers it. Anything else is unclaimed, its `creator` null: what it is given waits, and is its creator’s as soon as they claim the site (`startClaim`). Until then whoever registered it may change it, then its creator alone. What was taken off the net (`unpublishThings`) is there again; what nobody owns yet comes back so for anybody. For a token: scope `THINGS_WRITE`.',
    authScopes: { scope: 'things:write' },
    args: { input: t.arg({ type: input, required: true, description: 'The things.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        const registrations = await registerThings(asking.platform, signedIn(asking), args.input.things);
        parts.results = registrations.map(resultOf);
      }),
  }),
);
