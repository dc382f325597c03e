import type { ClaimState } from '@flattr/domain/claims/claim-states';
import type { FindingOutcome, ProofWay } from '@flattr/domain/claims/proof';
import { builder } from '../builder.ts';
import { upperSnake } from '../upper-snake.ts';

const enumOf = <V extends string>(name: string, description: string, values: Readonly<Record<V, string>>) =>
  builder.enumType(name, {
    description,
    values: Object.fromEntries(
      (Object.entries(values) as [V, string][]).map(([value, text]) => [
        upperSnake(value),
        { value, description: text },
      ]),
    ) as Record<string, { value: V; description: string }>,
  });

export const claimStateRef = enumOf<ClaimState>('ClaimState', 'How a claim stands.', {
  OPEN: 'There is no proof yet.',
  WAITING: 'The proof is there, and nobody else has one. It stands at `waitsUntil` if that stays so.',
  FROZEN:
    'Somebody else has proven the same site, one around it or one in it. Nothing is paid until one of the two claims is withdrawn or loses its proof.',
  STANDING: 'The site is theirs.',
  SUSPENDED: 'It stood, and its proof is gone. Nothing is paid until the proof is back.',
  WITHDRAWN: 'Its user gave it up.',
});

export const proofWayRef = enumOf<ProofWay>('ProofWay', 'A way to prove that a site is one’s own.', {
  'well-known': 'A file at a fixed place of the site, `.well-known/flattr.json`.',
  meta: 'A `meta` element in the head of the site’s first page.',
  'rel-me': 'A link from the site’s first page to its owner’s page here.',
  dns: 'A TXT record of the domain name system.',
  feed: 'An element of the RSS feed that the site’s first page names.',
  handshake:
    'A program of the site, such as the plugin for WordPress, that knows the nonce of the `text` and answers a challenge: asked for `wp-json/flattr/v1/verify?challenge=` and 64 hexadecimal digits, it gives `{"answers": [{"site": …, "proof": …}]}` with the hexadecimal HMAC-SHA256, by the nonce, of `flattr-handshake`, the site and the challenge, each on a line.',
});

export const findingOutcomeRef = enumOf<FindingOutcome>('FindingOutcome', 'What a look at one place found.', {
  found: 'The proof.',
  'not-there': 'The place answers, without this claim’s proof.',
  redirected: 'A redirect, which is not followed; `instead` says where to.',
  'no-answer': 'Another status than 200; `instead` says which.',
  'not-this-form': 'Something that is no file, page, feed or answer of this form.',
  'no-feed-named': 'A page that names no RSS feed within the site.',
  'url-refused': 'An address with a password, or none.',
  'scheme-refused': 'An address that is neither http nor https.',
  'port-refused': 'A port that is not fetched from.',
  'address-refused': 'A place that is not on the public web.',
  'too-many-redirects': 'More redirects than are followed.',
  'too-slow': 'No whole answer within 5 seconds.',
  'too-big': 'An answer of more than 1 MB.',
  unreachable: 'No answer: no such name, no connection or no valid certificate.',
  unreadable: 'An answer that could not be unpacked.',
});
