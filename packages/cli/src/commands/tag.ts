import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { flattrLink } from '../flattr-link.ts';
import { instanceOf } from '../instance.ts';
import { instanceArg, jsonArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { readTags } from '../tag/read-tags.ts';
import { type TagOutcome, tagFile } from '../tag/tag-file.ts';
import { TagTrouble } from '../tag/tag-trouble.ts';
import { addressOfTags } from '../tag/thing-of-tags.ts';
import { openBar } from '../telling/bar.ts';
import { exitCodes, misuse } from '../trouble.ts';

export const examples = [
  'flattr tag --url https://noor.example/album album/*.flac',
  'flattr tag --dry-run *.mp3 *.ogg *.m4a',
];

export const command = defineCommand({
  meta: {
    description:
      'Write into audio files where they are paid (WPAY in MP3, PAYMENT_URL in FLAC, Ogg and MP4); sound and other tags stay',
  },
  args: {
    file: {
      type: 'positional',
      required: true,
      valueHint: 'file …',
      description: 'MP3, FLAC, Ogg (Vorbis, Opus) and MP4 files',
    },
    url: {
      type: 'string',
      valueHint: 'address',
      description: 'The page of what they are; what their own tags name if you do not say',
    },
    replace: { type: 'boolean', description: 'Overwrite a payment address that is not of this instance' },
    'dry-run': { type: 'boolean', description: 'Say what would be written, and write nothing' },
    ...instanceArg,
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const server = await instanceOf(surroundings, args.instance);
    if (args.url && !/^https?:\/\//i.test(args.url)) throw misuse(`“${args.url}” is no web address.`);
    const options = {
      server,
      url: args.url,
      replace: args.replace ?? false,
      dryRun: args['dry-run'] ?? false,
    };
    const told: Told[] = [];
    const bar = await openBar(surroundings, args._.length, 'Tagging');
    for (const file of args._) {
      told.push(await tagOne(surroundings, file, options));
      bar.tell(told.length);
    }
    bar.close();
    if (args.json) surroundings.out(JSON.stringify({ files: told }, undefined, 2));
    else for (const one of told) surroundings.out(lineOf(one));
    return told.some(({ outcome }) => outcome === 'failed') ? exitCodes.partly : exitCodes.done;
  },
});

type Told = {
  readonly file: string;
  readonly outcome: TagOutcome | 'failed';
  readonly link?: string;
  readonly trouble?: string;
};

type Options = {
  readonly server: string;
  readonly url: string | undefined;
  readonly replace: boolean;
  readonly dryRun: boolean;
};

const tagOne = async ({ folder }: Surroundings, file: string, options: Options): Promise<Told> => {
  const { server, replace, dryRun } = options;
  try {
    const path = resolve(folder, file);
    const tags = await readTags(path);
    const url = options.url ?? addressOfTags(tags, server);
    if (!url) throw new TagTrouble('Its tags name no page. Say which it is: --url https://…');
    const link = flattrLink(server, url);
    return { file, outcome: await tagFile(path, tags, { link, server, replace, dryRun }), link };
  } catch (error) {
    if (error instanceof TagTrouble) return { file, outcome: 'failed', trouble: error.message };
    if (isOfTheDisk(error))
      return { file, outcome: 'failed', trouble: `It cannot be read or written: ${error.code}.` };
    throw error;
  }
};

const isOfTheDisk = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

const words: Readonly<Record<TagOutcome, string>> = {
  written: 'tagged',
  unchanged: 'says so already',
  'would-be-written': 'would be tagged',
};

const lineOf = ({ file, outcome, link, trouble }: Told): string =>
  outcome === 'failed' ? `${file}: ${trouble}` : `${file}: ${words[outcome]}, ${link}`;
