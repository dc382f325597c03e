import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch, readAllowList } from '@flattr/adapters';
import { checkClaim } from '@flattr/domain/claims/check-claim';
import { instructionsFor, type ProofWay } from '@flattr/domain/claims/proof';
import { startClaim } from '@flattr/domain/claims/start-claim';
import { createWorld, type Person, type World } from '@flattr/test-world';

type Answer = {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
  readonly location?: string;
};

export type ClaimedSites = World & {
  /** What a server on the loopback answers, by host and path; anything else is not found. */
  readonly pages: Map<string, Answer>;
  readonly zone: Map<string, string[][]>;
  /** What programs on that server answer to a challenge, by host and the rest of the address without it. */
  readonly programs: Map<string, (challenge: string) => Answer>;
  /** The address of a site on that server. */
  siteOf(host: string, path?: string): string;
  claims(person: Person, site: string): Promise<string>;
  /** Puts the proof of a claim where this way wants it. */
  proves(claimId: string, way: ProofWay): Promise<void>;
  /** Looks at a claim, and gives how it stands and where the proof was found. */
  checks(person: Person, claimId: string): Promise<{ state: string; found: string[]; outcomes: string }>;
  stateOf(claimId: string): Promise<string>;
  afterDays(days: number): Promise<void>;
};

const hosts = ['ann.example', 'ben.example', 'shared.example', 'lapsed.example'];

/** A world with creators' sites on a real server of its own, and a zone of the domain name system. */
export const claimedSites = async (): Promise<ClaimedSites> => {
  const pages = new Map<string, Answer>();
  const zone = new Map<string, string[][]>();
  const programs: ClaimedSites['programs'] = new Map();
  const server = createServer((request, answer) => serve({ pages, programs }, request, answer));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const fetcher = createGuardedFetch({
    origin: 'http://localhost:4000',
    allow: readAllowList(hosts.map((host) => `${host}:${port}=127.0.0.1:${port}`).join()),
    lookUpTxt: async (host) => zone.get(host) ?? [],
  });
  const world = await createWorld({ fetcher });
  const { platform } = world;
  const read = (id: string) =>
    platform.db.claim.findUniqueOrThrow({ where: { id }, include: { user: true } });
  let now = new Date('2026-11-15T12:00:00Z');
  return {
    ...world,
    pages,
    zone,
    programs,
    siteOf: (host, path = '/') => `http://${host}:${port}${path}`,
    claims: (person, site) => startClaim(platform, person.id, site),
    proves: async (claimId, way) =>
      putProof(await read(claimId), way, { pages, zone, programs, origin: platform.policy.origin }),
    checks: async (person, claimId) => {
      await world.owner.query(
        "UPDATE claims SET checked_at = checked_at - interval '1 minute' WHERE id = $1",
        [claimId],
      );
      await checkClaim(platform, person.id, claimId);
      const { state, findings } = await read(claimId);
      const all = findings as { way: string; outcome: string }[];
      return {
        state,
        found: all.filter(({ outcome }) => outcome === 'found').map(({ way }) => way),
        outcomes: all.map(({ outcome }) => outcome).join(' '),
      };
    },
    stateOf: async (claimId) => (await read(claimId)).state,
    afterDays: async (days) => {
      now = new Date(now.getTime() + days * 86_400_000 + 60_000);
      await world.moveClockTo(now);
    },
    close: async () => {
      server.close();
      await world.close();
    },
  };
};

const serve = (
  { pages, programs }: Pick<ClaimedSites, 'pages' | 'programs'>,
  request: IncomingMessage,
  answer: ServerResponse,
): void => {
  const [host] = (request.headers.host ?? '').split(':');
  const [, at = '', challenge = ''] = /^(.*)[?&]challenge=(.*)$/.exec(request.url ?? '') ?? [];
  const {
    status = 200,
    type = 'text/html',
    body,
    location,
  } = programs.get(`${host}${at}`)?.(challenge) ??
    pages.get(`${host}${request.url}`) ?? {
      status: 404,
      body: 'nothing here',
    };
  answer.writeHead(status, { 'content-type': type, ...(location && { location }) }).end(body);
};

/** What a site's program answers for these claims, written anew after docs/rules/claims.md. */
export const answerTo = (challenge: string, ...claims: readonly Pick<Claim, 'site' | 'nonce'>[]): Answer => ({
  type: 'application/json; charset=UTF-8',
  body: JSON.stringify({
    answers: claims.map(({ site, nonce }) => ({
      site,
      proof: createHmac('sha256', nonce).update(`flattr-handshake\n${site}\n${challenge}`).digest('hex'),
    })),
  }),
});

type Claim = { readonly site: string; readonly nonce: string; readonly user: { readonly handle: string } };

type Places = Pick<ClaimedSites, 'pages' | 'zone' | 'programs'> & { readonly origin: string };

const putProof = (
  { site, nonce, user }: Claim,
  way: ProofWay,
  { pages, zone, programs, origin }: Places,
): void => {
  const found = instructionsFor({ site, nonce, handle: user.handle, origin }).find((one) => one.way === way);
  if (!found) throw new Error(`there is no way ${way}`);
  const { place, text } = found;
  if (way === 'dns') {
    zone.set(place, [[text]]);
    return;
  }
  const { hostname, pathname } = new URL(place);
  const at = `${hostname}${pathname}`;
  if (way === 'handshake') programs.set(at, (challenge) => answerTo(challenge, { site, nonce }));
  else if (way === 'well-known') pages.set(at, { type: 'application/json', body: text });
  else if (way === 'feed') {
    pages.set(at, { body: '<link rel="alternate" type="application/rss+xml" href="feed.xml">' });
    const head =
      '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>A</title>';
    pages.set(`${at}feed.xml`, { type: 'application/rss+xml', body: `${head}${text}</channel></rss>` });
  } else pages.set(at, { body: `<!doctype html><html><head><title>A</title>${text}</head></html>` });
};
