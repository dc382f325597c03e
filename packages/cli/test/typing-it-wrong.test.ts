import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShell, type Shell } from './shell.ts';

let shell: Shell;

beforeAll(async () => {
  shell = await openShell({
    instance: 'http://127.0.0.1:1',
    fetch: async () => {
      throw new TypeError('fetch failed');
    },
  });
});
afterAll(() => shell.remove());

it.each([
  ['a command that is none', ['regster'], /no command regster\.\nDid you mean flattr register\?/],
  [
    'an option that is none',
    ['counts', '--mont', '2026-11', 'https://a.example'],
    /no option --mont\.\nDid you mean --month\?/,
  ],
  ['an option before the command', ['--month', 'counts'], /no option --month\.\nThe command comes first/],
  ['an option without its value', ['register', '--feed'], /--feed needs a value/],
  ['an option whose value is an option', ['register', '--base', '--dry-run'], /--base needs a value/],
  [
    'nothing to register',
    ['register'],
    /What is to be registered\?\nSay --feed, --sitemap, --json or --html/,
  ],
  ['a word too much', ['register', '--feed', 'a.xml', 'b.xml'], /does not know what to do with “b\.xml”/],
  ['a word where none is taken', ['whoami', 'me'], /does not know what to do with “me”/],
  ['no address to count', ['counts'], /counts needs url/],
  ['a month that is none', ['counts', '--month', '2026-13', 'https://a.example'], /“2026-13” is no month/],
  [
    'a kind that is none',
    ['register', '--feed', 'a.xml', '--kind', 'BOOK'],
    /“BOOK” is no kind\.\nA kind is one of ARTICLE/,
  ],
  ['a file that is not there', ['register', '--feed', 'a.xml', '--dry-run'], /There is no file a\.xml/],
  ['a shell that is none', ['complete', 'tcsh'], /Say one of zsh, bash, fish/],
  [
    'an instance with a path',
    ['whoami', '--instance', 'https://a.example/graphql'],
    /Say https:\/\/a\.example alone/,
  ],
  [
    'an instance without encryption',
    ['whoami', '--instance', 'http://a.example'],
    /without encryption\.\nSay https:\/\/a\.example/,
  ],
  ['a token that is none', ['whoami', '--token', 'secret'], /is no token\.\nOne begins with flt_pat_/],
  ['a folder without a lockfile', ['deps'], /no lockfile in \.\.\nThese are read: package-lock\.json/],
])('who types %s is told so, and what to do', async (_name, words, sentence) => {
  const { code, out, err } = await shell.type(...words);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/secret|at file:|Error/);
  expect([code, out]).toEqual([2, '']);
});

it('tells nothing of a token that it does not know', async () => {
  expect((await shell.type('whoami', '--token', 'hush-hush')).err).not.toContain('hush');
});

it('says what to do where nobody is signed in', async () => {
  const { code, err } = await shell.type('whoami');
  expect(err).toMatch(/Nobody is signed in at http:\/\/127\.0\.0\.1:1\.\nRun flattr login/);
  expect(code).toBe(3);
});

it.each([['whoami', '--token', `flt_pat_${'a'.repeat(43)}`], ['counts', 'https://a.example/'], ['login']])(
  'says that an instance cannot be reached: %s',
  async (...words) => {
    const { code, err } = await shell.type(...words);
    expect([code, err.split('\n')[0]]).toEqual([4, 'flattr: http://127.0.0.1:1 cannot be reached.']);
  },
);

it.each([['whoami', '--token', `flt_pat_${'a'.repeat(43)}`], ['counts', 'https://a.example/'], ['login']])(
  'says that an answer is not Flattr’s: %s',
  async (...words) => {
    const elsewhere = shell.with({ fetch: async () => new Response('<!doctype html>') });
    const { code, err } = await elsewhere.type(...words);
    expect(err).toMatch(/answers 200, and not as a Flattr instance does/);
    expect(code).toBe(4);
  },
);

it('asks which instance is meant, where nobody said', async () => {
  const { code, err } = await shell.with({ instance: undefined }).type('counts', 'https://a.example/');
  expect([code, err]).toEqual([2, expect.stringMatching(/Which Flattr is meant\?\nSay --instance/)]);
});

it('tells a program in JSON what is wrong', async () => {
  const { code, out } = await shell.type('whoami', '--json');
  expect(JSON.parse(out)).toEqual({
    error: {
      message: expect.stringContaining('Nobody is signed in'),
      advice: expect.any(String),
      exit: code,
    },
  });
});

it.each([100, 40])('shows help in %i columns that no line leaves', async (columns) => {
  const narrow = shell.with({ columns });
  const all = (await narrow.type()).out;
  const names = [...all.matchAll(/^ {2}([a-z]+)(?: {2}|$)/gm)].map(([, name = '']) => name);
  expect(names).toEqual(expect.arrayContaining(['login', 'register', 'deps', 'counts', 'complete']));
  for (const name of names) {
    const { code, out } = await narrow.type(name, '--help');
    const [described = ''] = out.split('\nExamples\n');
    expect([code, out]).toEqual([0, expect.stringContaining(`\n  flattr ${name}`)]);
    expect(described.split('\n').filter((line) => line.length > columns)).toEqual([]);
    expect(out).toMatch(/\nExamples\n {2}\S/);
  }
});
