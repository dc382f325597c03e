import type { FetchedText, Fetcher } from '../ports.ts';
import { handshakeProves, handshakeUrls } from './handshake.ts';
import {
  type Finding,
  type FindingOutcome,
  handshakePlaces,
  type ProofOf,
  type ProofWay,
  txtName,
  wellKnownUrl,
} from './proof.ts';
import { feedOf, linksProve, marksProve, type PageFacts, readPage } from './read-page.ts';
import { jsonOf, txtProves, wellKnownProves } from './read-proof.ts';

/**
 * Looks for a proof in its fixed places and says of each way what was there. No redirect is followed: whoever can make a
 * site redirect does not own it. The challenge is 32 random bytes in hexadecimal that were never used. Called outside of
 * transactions: it asks the network, for at most 10 seconds.
 */
export const lookForProof = async (
  fetcher: Fetcher,
  of: ProofOf,
  challenge: string,
): Promise<readonly Finding[]> => {
  const [put, answered] = await Promise.all([
    lookForWhatWasPut(fetcher, of),
    lookForHandshake(fetcher, of, challenge),
  ]);
  return [...put, answered];
};

const lookForWhatWasPut = async (fetcher: Fetcher, of: ProofOf): Promise<readonly Finding[]> => {
  const [wellKnown, page, dns] = await Promise.all([
    lookAt(fetcher, 'well-known', wellKnownUrl(of.site), 'application/json', (text) =>
      wellKnownProves(text, of),
    ),
    fetcher.fetchText(of.site, { accept: 'text/html', redirectsMax: 0 }),
    lookAtDns(fetcher, of),
  ]);
  const facts = factsOf(page);
  const inPage = (way: ProofWay, proves: (facts: PageFacts) => boolean): Finding =>
    findingOf(way, of.site, page, () => facts && proves(facts));
  return [
    wellKnown,
    inPage('meta', (found) => marksProve(found, of)),
    inPage('rel-me', (found) => linksProve(found, of)),
    dns,
    await lookAtFeed(fetcher, of, facts),
  ];
};

/** Asks the first place, and the second only where the first does not answer in JSON; tells of the first if neither does. */
const lookForHandshake = async (fetcher: Fetcher, of: ProofOf, challenge: string): Promise<Finding> => {
  const places = handshakePlaces(of.site);
  const urls = handshakeUrls(of.site, challenge);
  const ask = async (which: 0 | 1) => {
    const fetched = await fetcher.fetchText(urls[which], { accept: 'application/json', redirectsMax: 0 });
    const proves = (text: string) => (isJson(fetched) ? handshakeProves(text, of, challenge) : undefined);
    return { isJson: isJson(fetched), finding: findingOf('handshake', places[which], fetched, proves) };
  };
  const first = await ask(0);
  if (first.isJson) return first.finding;
  const second = await ask(1);
  return second.isJson ? second.finding : first.finding;
};

const isJson = (fetched: FetchedText): boolean =>
  fetched.outcome === 'answered' &&
  fetched.status === 200 &&
  fetched.location === undefined &&
  /^\s*application\/json\s*(;|$)/i.test(fetched.contentType) &&
  jsonOf(fetched.text) !== undefined;

const lookAt = async (
  fetcher: Fetcher,
  way: ProofWay,
  place: string,
  accept: string,
  proves: (text: string) => boolean | undefined,
): Promise<Finding> =>
  findingOf(way, place, await fetcher.fetchText(place, { accept, redirectsMax: 0 }), proves);

const findingOf = (
  way: ProofWay,
  place: string,
  fetched: FetchedText,
  proves: (text: string) => boolean | undefined,
): Finding => {
  if (fetched.outcome === 'refused') return { way, place, outcome: fetched.why };
  const { status, location, text } = fetched;
  if (location !== undefined) return { way, place, outcome: 'redirected', instead: location.slice(0, 2048) };
  if (status !== 200) return { way, place, outcome: 'no-answer', instead: `${status}` };
  return { way, place, outcome: outcomeOf(proves(text)) };
};

const outcomeOf = (proven: boolean | undefined): FindingOutcome => {
  if (proven === undefined) return 'not-this-form';
  return proven ? 'found' : 'not-there';
};

const factsOf = (page: FetchedText): PageFacts | undefined => {
  if (page.outcome === 'refused' || page.status !== 200 || page.location !== undefined) return undefined;
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(page.contentType)
    ? readPage(page.text)
    : undefined;
};

const lookAtDns = async (fetcher: Fetcher, of: ProofOf): Promise<Finding> => {
  const place = txtName(of.site);
  const found = await fetcher.resolveTxt(place);
  return {
    way: 'dns',
    place,
    outcome: found.outcome === 'refused' ? found.why : outcomeOf(txtProves(found.records, of)),
  };
};

const lookAtFeed = async (fetcher: Fetcher, of: ProofOf, page: PageFacts | undefined): Promise<Finding> => {
  const feed = page && feedOf(page, of.site);
  if (!feed) return { way: 'feed', place: of.site, outcome: 'no-feed-named' };
  // A process that looks at no feed does without the parser, which takes 18 MB.
  const { feedProves } = await import('./read-feed.ts');
  return lookAt(fetcher, 'feed', feed, 'application/rss+xml', (text) => feedProves(text, of));
};
