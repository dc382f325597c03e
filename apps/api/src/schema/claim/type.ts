import { type ClaimState, waitingDays } from '@flattr/domain/claims/claim-states';
import { hostNotice } from '@flattr/domain/claims/host-notice';
import { type Finding, instructionsFor } from '@flattr/domain/claims/proof';
import { addDays } from '@flattr/domain/month';
import { builder } from '../builder.ts';
import { claimStateRef } from './enums.ts';
import { findingRef, hostNoticeRef, instructionRef } from './parts.ts';

export const claimRef = builder.prismaObject('Claim', {
  description: 'That a site is the viewer’s, and how far they have proven it. Nobody else sees it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id, for `checkClaim`, `withdrawClaim` and `refuseFlattrs`.' }),
    site: t.exposeString('site', {
      description: 'The site: an origin, or a folder of it, with its host in punycode. It ends in `/`.',
    }),
    hostNotice: t.field({
      type: hostNoticeRef,
      nullable: true,
      description: 'What to warn of in the site’s host; null for one in plain ASCII.',
      resolve: ({ host }) => hostNotice(host),
    }),
    state: t.field({
      type: claimStateRef,
      description: 'How it stands.',
      resolve: ({ state }) => state as ClaimState,
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was started.' }),
    waitsUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it comes to stand, if the proof is seen then; null unless it is `WAITING`.',
      resolve: ({ state, waitingSince }) =>
        state === 'WAITING' && waitingSince ? addDays(waitingSince, waitingDays) : null,
    }),
    stoodAt: t.expose('stoodAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it first came to stand; null if it never did.',
    }),
    checkedAt: t.expose('checkedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the proof was last looked for; null if never.',
    }),
    seenAt: t.expose('seenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the proof was last seen; null if never.',
    }),
    missingSince: t.expose('missingSince', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when a proof that was there is missing; a look that finds none 7 days later ends it. Null while it is there.',
    }),
    refusesSince: t.expose('refusesSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when its user does not take part; null while they do.',
    }),
    instructions: t.field({
      type: [instructionRef],
      description: 'The ways to prove it, of which one is enough, each with its text to copy.',
      select: { site: true, nonce: true, user: { select: { handle: true } } },
      resolve: ({ site, nonce, user }, _args, { platform }) => [
        ...instructionsFor({ site, nonce, handle: user.handle, origin: platform.policy.origin }),
      ],
    }),
    findings: t.field({
      type: [findingRef],
      description: 'What the last look found in each way; empty before the first.',
      resolve: ({ findings }) => findings as Finding[],
    }),
  }),
});
