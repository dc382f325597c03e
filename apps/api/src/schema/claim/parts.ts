import type { HostNotice } from '@flattr/domain/claims/host-notice';
import type { Finding, Instruction } from '@flattr/domain/claims/proof';
import { builder } from '../builder.ts';
import { findingOutcomeRef, proofWayRef } from './enums.ts';

export const instructionRef = builder.objectRef<Instruction>('ClaimInstruction').implement({
  description: 'One way to prove a claim: what to put where. Any one of them is enough.',
  fields: (t) => ({
    way: t.field({ type: proofWayRef, description: 'Which way.', resolve: ({ way }) => way }),
    place: t.exposeString('place', {
      description:
        'Where: an address, the page that names the feed, the name of the TXT record, or where the site’s program is asked.',
    }),
    text: t.exposeString('text', {
      description:
        'What belongs there, to be copied as it is; in a handshake, what the site’s program has to know.',
    }),
  }),
});

export const findingRef = builder.objectRef<Finding>('ClaimFinding').implement({
  description: 'What the last look at a claim found in one place.',
  fields: (t) => ({
    way: t.field({ type: proofWayRef, description: 'Which way.', resolve: ({ way }) => way }),
    place: t.exposeString('place', { description: 'Where was looked.' }),
    outcome: t.field({
      type: findingOutcomeRef,
      description: 'What was there.',
      resolve: ({ outcome }) => outcome,
    }),
    instead: t.string({
      nullable: true,
      description: 'The status, or where a redirect leads; null for every other outcome.',
      resolve: ({ instead }) => instead,
    }),
  }),
});

export const hostNoticeRef = builder.objectRef<HostNotice>('HostNotice').implement({
  description:
    'What to warn people of in a host that is not in plain ASCII. Show the host itself in punycode.',
  fields: (t) => ({
    unicode: t.exposeString('unicode', { description: 'The host as its letters are.' }),
    looksLike: t.exposeString('looksLike', {
      nullable: true,
      description: 'The plain name that it can be mistaken for; null if there is none.',
    }),
    mixedScripts: t.exposeBoolean('mixedScripts', {
      description: 'Whether one of its labels mixes scripts that no language mixes.',
    }),
  }),
});
