import type { ShownUser } from '@flattr/domain/discovery/shown-thing';
import type { ThingId, UserId } from '@flattr/domain/ids';
import { wholeBasisPoints } from '@flattr/domain/splits/split-parts';
import { thingSlug } from '@flattr/domain/things/thing-slug';
import { mayKnowThings } from '../../viewer.ts';
import { builder } from '../builder.ts';
import { splitPartRef } from '../split/part.ts';
import { splitProposalRef } from '../split/proposal.ts';
import { shownUser, userRef } from '../user/type.ts';
import { kindOf, thingKindRef } from './kind.ts';

/** The creator that was read with a thing, if any was. */
const creatorOf = (thing: object | { readonly creator: ShownUser | null }): ShownUser | null =>
  ('creator' in thing && thing.creator) || null;

export const thingRef = builder.prismaNode('Thing', {
  id: { field: 'id' },
  description: 'What can be flattred: one canonical URL.',
  fields: (t) => ({
    uuid: t.exposeID('id', { description: 'The id as it stands in addresses: `/t/<uuid>/<slug>`.' }),
    slug: t.string({
      description:
        'The readable part of the address `/t/<uuid>/<slug>`, from the title; it follows the title, the uuid decides.',
      resolve: ({ title }) => thingSlug(title),
    }),
    url: t.exposeString('url', {
      description: 'The canonical URL: the one spelling under which all others are found.',
    }),
    title: t.exposeString('title', {
      description: 'The title as it was registered, 1 to 300 characters of plain text.',
    }),
    kind: t.field({
      type: thingKindRef,
      description: 'What kind of thing it is.',
      resolve: ({ kind }) => kindOf(kind),
    }),
    language: t.exposeString('language', {
      nullable: true,
      description: 'Its language as a BCP 47 tag, such as `en` or `pt-BR`; null if nobody said.',
    }),
    tags: t.exposeStringList('tags', { description: 'Up to 20 tags, as it was registered.' }),
    creator: t.field({
      type: userRef,
      nullable: true,
      description:
        'Who receives what it is given, unless a split is in force: the owner of the site that it lies in. Null while nobody has claimed that, whoever registered it: then what it is given waits for them.',
      resolve: (thing, _args, asking) => {
        const known = creatorOf(thing);
        if (known || !thing.creatorId) return shownUser(known);
        return asking.user(thing.creatorId as UserId).then(shownUser);
      },
    }),
    split: t.field({
      type: [splitPartRef],
      description:
        'Who shares what it is given this month, 10,000 basis points together, largest first: its creator alone, where no split is in force, and nobody while it has no creator.',
      resolve: async ({ id, creatorId }, _args, asking) => {
        const parts = await asking.splitInForce(id as ThingId);
        if (parts) return [...parts];
        return creatorId ? [{ beneficiaryId: creatorId as UserId, basisPoints: wholeBasisPoints }] : [];
      },
    }),
    splitProposal: t.prismaField({
      type: splitProposalRef,
      nullable: true,
      description:
        'The proposal that waits to take the split’s place, for whoever proposed it and whom it names; for who proposed it also the last one if it was declined. Null for everybody else, and for a token without `ME_READ`.',
      resolve: async (query, { id }, _args, asking) => {
        const splitId = await asking.viewersProposal(id as ThingId);
        return splitId ? asking.platform.db.split.findUnique({ ...query, where: { id: splitId } }) : null;
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when it is known here.' }),
    unpublishedAt: t.expose('unpublishedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when it is off the net, if its owner has taken it off (`unpublishThings`): then it has no page here, is listed nowhere and takes no flattrs, until it is registered again. What it was given still counts.',
    }),
    viewerRegistered: t.boolean({
      description:
        'Whether the viewer registered it, which makes nobody its creator; false when nobody is signed in, and for a token with neither `ME_READ` nor `THINGS_WRITE`.',
      resolve: ({ registeredBy }, _args, { viewer }) =>
        viewer !== undefined && mayKnowThings(viewer) && registeredBy === viewer.userId,
    }),
  }),
});
