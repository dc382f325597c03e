import type { FetchTrouble } from '../ports.ts';

/** The ways to prove a site, in the order in which they are offered. */
export const proofWays = ['well-known', 'meta', 'rel-me', 'dns', 'feed', 'handshake'] as const;

export type ProofWay = (typeof proofWays)[number];

/** What a look at one place found. */
export type FindingOutcome =
  | 'found'
  | 'not-there'
  | 'redirected'
  | 'no-answer'
  | 'not-this-form'
  | 'no-feed-named'
  | FetchTrouble;

export type Finding = {
  readonly way: ProofWay;
  readonly outcome: FindingOutcome;
  /** Where was looked. */
  readonly place: string;
  /** What was there instead: a status, or where a redirect leads. */
  readonly instead?: string;
};

/** Of whom and of what a proof speaks. */
export type ProofOf = {
  readonly site: string;
  readonly nonce: string;
  readonly handle: string;
  /** Our public origin. */
  readonly origin: string;
};

/** What one way asks for: where to put what, ready to copy. */
export type Instruction = { readonly way: ProofWay; readonly place: string; readonly text: string };

/** The words that a proof consists of, wherever it is put. */
export const proofText = (nonce: string): string => `flattr-verify=${nonce}`;

export const profileUrl = ({ origin, handle, nonce }: ProofOf): string =>
  `${origin}/u/${handle}#${proofText(nonce)}`;

export const wellKnownUrl = (site: string): string => `${site}.well-known/flattr.json`;

export const txtName = (site: string): string => `_flattr-challenge.${new URL(site).hostname}`;

/** The two places where a site's program answers, which are two spellings of one in WordPress; without the challenge. */
export const handshakePlaces = (site: string): readonly [string, string] => [
  `${site}wp-json/flattr/v1/verify`,
  `${site}?rest_route=/flattr/v1/verify`,
];

/** The ways to prove a site, each with its fixed place and what belongs there: in a handshake, what the program is to know. */
export const instructionsFor = (of: ProofOf): readonly Instruction[] => {
  const { site, nonce, handle } = of;
  const claim = { claims: [{ site, handle, nonce }] };
  const text = proofText(nonce);
  return [
    { way: 'well-known', place: wellKnownUrl(site), text: JSON.stringify(claim, undefined, 2) },
    { way: 'meta', place: site, text: `<meta name="flattr:id" content="${handle} ${text}">` },
    { way: 'rel-me', place: site, text: `<link rel="me" href="${profileUrl(of)}">` },
    { way: 'dns', place: txtName(site), text },
    { way: 'feed', place: site, text: `<podcast:txt purpose="verify">${text}</podcast:txt>` },
    { way: 'handshake', place: handshakePlaces(site)[0], text },
  ];
};
