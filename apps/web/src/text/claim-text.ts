import type { ClaimPartsFragment } from '@flattr/sdk';
import { dayText } from './day-text.ts';

type Finding = ClaimPartsFragment['findings'][number];
type Way = Finding['way'];
type State = ClaimPartsFragment['state'];

export const stateTexts: Readonly<Record<State, string>> = {
  OPEN: 'Not proven yet',
  WAITING: 'Proven, waiting',
  FROZEN: 'Frozen: somebody else has proven it too',
  STANDING: 'Yours',
  SUSPENDED: 'Suspended: the proof is gone',
  WITHDRAWN: 'Withdrawn',
};

/** What a claim's state means, and what its owner does next. */
export const whatNext = ({ state, checkedAt, waitsUntil, missingSince }: ClaimPartsFragment): string => {
  if (missingSince && state !== 'SUSPENDED')
    return `Your proof was there and is missing since ${dayText(missingSince)}. Put it back and let us look: if it is still missing a week after that day, it no longer counts, and until then nothing is paid.`;
  const texts: Readonly<Record<State, string>> = {
    OPEN: checkedAt
      ? 'We have not found your proof. See below what we found in each place, put one right, and let us look again.'
      : 'Put one of the proofs below on your site, and then let us look.',
    WAITING: `We have found your proof. If it is still there on ${waitsUntil ? dayText(waitsUntil) : 'that day'}, and nobody else has one, the site is yours. Leave it where it is; we look by ourselves.`,
    FROZEN:
      'Another person has a proof on this site, on one around it or on a part of it. Nothing is paid to either until one of you withdraws or one proof is gone. If the other proof is not meant to be on your site, remove it; we look every day.',
    STANDING:
      'What is registered here is yours, whoever registers it. Leave the proof where it is: we look again each month and before each payout.',
    SUSPENDED:
      'We looked again for a week and did not find your proof. Nothing is paid while that is so. Put it back and let us look, or withdraw the claim if the site is no longer yours.',
    WITHDRAWN: 'You gave this claim up.',
  };
  return texts[state];
};

type WayText = { readonly title: string; readonly where: string };

/** How each proof is called, and where its text belongs. */
export const wayTexts: Readonly<Record<Way, WayText>> = {
  WELL_KNOWN: { title: 'A file', where: 'Put this into a file that is served at' },
  META: { title: 'A line in your page', where: 'Put this into the head of the page at' },
  REL_ME: { title: 'A link to your page here', where: 'Put this into the head of the page at' },
  DNS: { title: 'A DNS record', where: 'Add a TXT record with this value under the name' },
  FEED: {
    title: 'A line in your feed',
    where:
      'Put this into the channel of the RSS feed that is named, by a link of rel="alternate", in the head of',
  },
  HANDSHAKE: {
    title: 'A plugin that answers us',
    where:
      'Flattr’s plugin for WordPress does this by itself once it is connected. Another program needs this text, and is asked at',
  },
};

const outcomeTexts: Readonly<Record<Finding['outcome'], string>> = {
  FOUND: 'Here is your proof.',
  NOT_THERE: 'Your proof is not there. Check that the text is exactly the one above.',
  REDIRECTED:
    'It redirects, and we follow no redirect for a proof. If that is where your site is, claim that address.',
  NO_ANSWER: 'It does not answer with a page. It has to answer with status 200.',
  NOT_THIS_FORM: 'What is there has another form than this proof needs.',
  NO_FEED_NAMED: 'Your page names no RSS feed that lies within the site.',
  URL_REFUSED: 'This address cannot be opened.',
  SCHEME_REFUSED: 'This address is neither http nor https.',
  PORT_REFUSED: 'We open pages on the ports 80 and 443 alone.',
  ADDRESS_REFUSED: 'The name leads to a place that is not on the public web.',
  TOO_MANY_REDIRECTS: 'It redirects again and again.',
  TOO_SLOW: 'It did not answer within 5 seconds. Try again.',
  TOO_BIG: 'It is larger than 1 MB.',
  UNREACHABLE: 'We could not reach it: see that its name, its server and its certificate are in order.',
  UNREADABLE: 'We could not unpack its answer.',
};

export const findingText = ({ outcome, instead }: Finding): string => {
  const told = instead ? ` (${instead})` : '';
  return `${outcomeTexts[outcome]}${told}`;
};
