import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordEvidence, scaleOf, sharedFolder } from '@flattr/evidence';
import { describe, expect, it } from 'vitest';
import { proposalTo } from './cast-split.ts';
import { openWeb, type State } from './open-web.ts';

const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></textarea></bdi><svg onload=alert(1)>',
  '&lt;b&gt; &amp; &#60;',
  '\u202Eevil\u202C \u2066x',
  '#{7*7} {{7*7}} `x`',
  '<!-- -->',
  '=cmd|x',
];

const corpus = join(sharedFolder(), 'corpora/blns.json');
const listed: readonly string[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')) : [];
const every = scaleOf({ quick: 16, ci: 1, full: 1 });
const strings = [...own, ...listed.filter((_, at) => at % every === 0)];

/** Puts one string wherever a person's words, or a provider's, can stand. */
const say = (words: string) => (state: State) => {
  for (const thing of state.things) {
    Object.assign(thing, { title: words, tags: [words, words], creator: { handle: 'mirna', name: words } });
  }
  state.viewer.user = { handle: 'ada', name: words };
  for (const charge of state.viewer.charges.nodes) charge.failure = words;
  for (const payout of state.viewer.earnings.payouts.nodes) payout.failure = words;
  for (const token of state.viewer.tokens) token.name = words;
  const asked = proposalTo({ handle: 'ada', name: words }, { handle: 'mirna', name: words });
  Object.assign(asked.thing, { title: words });
  state.proposals = [asked];
  state.viewer.splitInvitations.nodes.push(asked);
  for (const thing of state.things) thing.split = asked.parts;
  for (const { thing } of state.viewer.monthSoFar.flattrs) Object.assign(thing, { title: words });
};

const pages = [
  '/',
  '/?kind=articles',
  '/t/0199e7a0-0000-7000-8000-000000000000/thing-0',
  '/u/mirna',
  '/flattr?url=https%3A%2F%2Fsite0.example%2Fthings%2F0',
  '/me/month',
  '/me/budget',
  '/me/earnings',
  '/me/tokens',
  '/me/splits',
  '/me/earnings/2026-10',
  '/dev/mail',
  '/thing/1/A-thing',
];

const tag = /<(\/?[a-z][a-z0-9]*)((?:\s+[a-zA-Z0-9-]+(?:="[^"<>]*")?)*)\s*\/?>|<!doctype html>/g;

/** A page's tags and their attributes' names, and whatever `<` is left that begins no such tag. */
const skeleton = (page: string) => ({
  tags: [...page.matchAll(tag)].map(
    ([, name, attributes = '']) => `${name} ${attributes.replace(/="[^"]*"/g, '')}`,
  ),
  stray: page.replace(tag, '').match(/[<>]/g) ?? [],
});

/** A mailbox whose mails say these words. */
const mailboxOf = (words: string) => ({
  list: async () => [{ to: words, subject: words, text: words, at: '2026-11-22T11:00:00Z' }],
});

const shown = async (path: string, words: string) =>
  skeleton(
    (await (await openWeb(say(words), mailboxOf(words)).visit(path, 'ada')).text()).replace(/\s+/g, ' '),
  );

describe(`${strings.length} hostile strings`, () => {
  it.each(pages)('change nothing but the words of %s (S-23)', async (path) => {
    const plain = await shown(path, 'plain');
    expect(plain.stray).toEqual([]);
    expect(plain.tags.length).toBeGreaterThan(30);
    // An empty string is left out of a sentence, which is no tag of theirs.
    const said = strings.filter((text) => text !== '');
    let failed = said.length;
    try {
      for (const words of said) {
        expect(await shown(path, words), words).toEqual(plain);
        failed -= 1;
      }
    } finally {
      recordEvidence({ id: 'S-23', tried: said.length, failed });
    }
  });

  it('are texts in a table that a spreadsheet reads (S-23)', async () => {
    let failed = 0;
    for (const words of strings) {
      const answer = await openWeb(say(words)).visit('/me/earnings/2026-10.csv', 'ada');
      const [, ...lines] = (await answer.text()).trimEnd().split('\n');
      const cells = lines.flatMap((line) => line.match(/"(?:[^"]|"")*"|[^;]+/g) ?? []);
      if (lines.length !== 2 || cells.some((cell) => /^"?[=+\-@|%]/.test(cell))) failed += 1;
    }
    recordEvidence({ id: 'S-23', tried: strings.length, failed });
    expect(failed).toBe(0);
  });

  it('change nothing but the words of a frame, and lead from an old link to our own page (S-23)', async () => {
    const framed = async (words: string) => {
      const query = new URLSearchParams({ url: 'https://site0.example/things/0', title: words, tags: words });
      const { visit } = openWeb();
      const frame = skeleton(await (await visit(`/button/popout/?${query}`)).text());
      const to = (await visit(`/submit/auto?${query}`)).headers.get('location');
      return { frame, to: to?.split('?')[0] };
    };
    const plain = await framed('plain');
    expect([plain.frame.stray, plain.to]).toEqual([[], 'https://flattr.example/flattr']);
    for (const words of strings.filter((text) => text.isWellFormed()))
      expect(await framed(words), words).toEqual(plain);
  });

  it('stand in the fields of a form that was refused as they were typed', async () => {
    const plain = await refused('plain');
    for (const words of strings) expect(await refused(words), words).toEqual(plain);
  });

  it('lead nowhere by an address', async () => {
    for (const words of strings.filter((text) => text.isWellFormed())) {
      const path = `/flattr?${new URLSearchParams({ url: words, origin: words, nonce: words })}`;
      const { stray } = skeleton(await (await openWeb().visit(path, 'ada')).text());
      expect(stray, words).toEqual([]);
    }
  });
});

const refused = async (words: string) => {
  const { visit } = openWeb();
  const query = new URLSearchParams({ refusal: 'email-taken', name: words, handle: words, email: words });
  return skeleton((await (await visit(`/join?${query}`)).text()).replace(/\s+/g, ' '));
};
