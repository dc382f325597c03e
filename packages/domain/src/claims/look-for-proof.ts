import type { FetchedText, Fetcher } from '../ports.ts';
import {
  type Finding,
  type FindingOutcome,
  type ProofOf,
  type ProofWay,
  txtName,
  wellKnownUrl,
} from './proof.ts';
import { feedOf, linksProve, marksProve, type PageFacts, readPage } from './read-page.ts';
import { txtProves, wellKnownProves } from './read-proof.ts';

/**
 * Looks for a proof in its five fixed places and says of each what was there. No redirect is followed: whoever can make a
 * site redirect does not own it. Called outside of transactions: it asks the network, for at most 10 seconds.
 */
export const lookForProof = async (fetcher: Fetcher, of: ProofOf): Promise<readonly Finding[]> => {
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
