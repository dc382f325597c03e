import { type ArgsDef, defineCommand } from 'citty';
import { openInstance, openSignedIn } from '../ask.ts';
import { addressOf, kinds, languageOf } from '../reading/entry.ts';
import { type Options, type Outcome, registerSource } from '../registering/register-source.ts';
import { movesInTime } from '../registering/send-moves.ts';
import { readSources } from '../registering/sources.ts';
import { instanceArg, tokenArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellOutcome } from '../telling/tell-outcome.ts';
import { exitCodes, misuse } from '../trouble.ts';

export const examples = [
  'flattr register --feed https://noor.example/feed.xml',
  'flattr register --sitemap https://noor.example/sitemap.xml --feed podcast.rss --dry-run',
  'flattr register --html dist --base https://noor.example --language en',
  'flattr register --json things.json --kind SOFTWARE',
  'flattr register --sitemap sitemap.xml --json',
];

/** A word is the list that `--json` names: it is read here. */
export const readsWords = true;

const placeArg = (description: string) =>
  ({ type: 'string', valueHint: 'path|address', description }) as const;

const args = {
  feed: placeArg('The entries of a feed: RSS, Atom, RDF or JSON Feed'),
  sitemap: placeArg('The pages of a sitemap, or of all that an index names; packed by gzip or not'),
  json: {
    type: 'boolean',
    valueHint: '[path|address]',
    description:
      'A list in JSON: addresses, or objects with url, title, kind, language, tags, id; alone it makes the answer JSON',
  },
  html: placeArg('A page, or all pages of a folder, by their canonical links'),
  base: { type: 'string', valueHint: 'address', description: 'Where the folder of --html is served' },
  kind: {
    type: 'string',
    valueHint: 'kind',
    description: `What is not said to be anything else: ${kinds.join(', ')}`,
  },
  language: {
    type: 'string',
    valueHint: 'tag',
    description: 'The language of what does not say its own, such as en',
  },
  pages: {
    type: 'boolean',
    default: true,
    description:
      'Do not ask the pages of a sitemap or a list for their titles, but make them of the addresses',
  },
  moves: {
    type: 'boolean',
    default: true,
    description: 'Register what has moved as another thing, and do not move it',
  },
  all: {
    type: 'boolean',
    description: 'Send what was registered before as well, although it has not changed',
  },
  'dry-run': { type: 'boolean', description: 'Say what would be done, and send nothing' },
  ...instanceArg,
  ...tokenArg,
} as const satisfies ArgsDef;

export const command = defineCommand({
  meta: {
    description:
      'Register what you publish, from where it is listed already. Again and again is fine: what is known stays, what has moved moves, what was interrupted goes on',
  },
  args,
  run: async ({ args: given, rawArgs, data }) => {
    const surroundings: Surroundings = data;
    const { sources, json } = readSources(surroundings, rawArgs, baseOf(given.base));
    if (sources.length === 0)
      throw misuse(
        'What is to be registered?',
        'Say --feed, --sitemap, --json or --html, as flattr register --help shows.',
      );
    const options = optionsOf(given);
    const asked = await (options.dryRun ? openInstance : openSignedIn)(surroundings, given);
    const outcomes: Outcome[] = [];
    for (const source of sources) {
      const outcome = await registerSource(surroundings, asked, source, options);
      outcomes.push(outcome);
      if (!json) tellOutcome(surroundings, outcome, options.dryRun);
    }
    if (json)
      surroundings.out(
        JSON.stringify({ instance: asked.instance, dryRun: options.dryRun, sources: outcomes }, undefined, 2),
      );
    return outcomes.every(isDone) ? exitCodes.done : exitCodes.partly;
  },
});

/** Whether there is nothing for somebody to do: what moves by itself in time is no reason to stop the build of a site. */
const isDone = ({ refused, waiting, skipped }: Outcome): boolean =>
  refused.length + skipped.length === 0 && waiting.every(({ code }) => movesInTime.has(code));

type Given = {
  readonly kind?: string | undefined;
  readonly language?: string | undefined;
  readonly pages: boolean;
  readonly moves: boolean;
  readonly all?: boolean | undefined;
  readonly 'dry-run'?: boolean | undefined;
};

const optionsOf = (given: Given): Options => {
  const kind = kinds.find((known) => known === given.kind?.toUpperCase());
  if (given.kind !== undefined && !kind)
    throw misuse(`“${given.kind}” is no kind.`, `A kind is one of ${kinds.join(', ')}.`);
  const language = languageOf(given.language);
  if (given.language !== undefined && !language)
    throw misuse(`“${given.language}” is no language.`, 'Say one like en or pt-BR.');
  return {
    dryRun: given['dry-run'] ?? false,
    all: given.all ?? false,
    moves: given.moves,
    askPages: given.pages,
    kind,
    language,
  };
};

const baseOf = (said: string | undefined): string | undefined => {
  const base = addressOf(said);
  if (said !== undefined && !base)
    throw misuse(`“${said}” is no web address.`, 'Say one like https://noor.example/');
  return base;
};
