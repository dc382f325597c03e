import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { FeedTrouble } from '../feed/feed-trouble.ts';
import { loadFeed } from '../feed/load-feed.ts';
import { type Recipient, recipientOf } from '../feed/recipient.ts';
import { type RewrittenFeed, rewriteFeed } from '../feed/rewrite-feed.ts';
import { instanceOf } from '../instance.ts';
import { isAddress } from '../reading/load.ts';
import { replaceFile } from '../replace-file.ts';
import { instanceArg, jsonArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';

export const examples = [
  'flattr feed podcast.xml --in-place',
  'flattr feed https://podcast.example/feed.xml -o public/feed.xml --recipients ada=60,ben=40',
  'flattr feed podcast.xml --dry-run',
];

export const command = defineCommand({
  meta: {
    description:
      'Write into an RSS or Atom feed where it and each of its entries are paid; every other byte stays, and again changes nothing',
  },
  args: {
    feed: { type: 'positional', required: true, valueHint: 'file|address', description: 'The feed' },
    out: { type: 'string', alias: 'o', valueHint: 'file', description: 'Where to write it' },
    'in-place': { type: 'boolean', description: 'Write it over the file' },
    recipients: {
      type: 'string',
      valueHint: 'ada=60,ben=40',
      description: 'Who shares what the podcast is given, by handles here and shares',
    },
    'dry-run': { type: 'boolean', description: 'Say what would be written, and write nothing' },
    ...instanceArg,
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const { feed, out, recipients } = args;
    const target = targetOf(feed, out, args['in-place'], args['dry-run']);
    const server = await instanceOf(surroundings, args.instance);
    const { bytes, url } = await loadFeed(surroundings, feed);
    const rewritten = rewrite(bytes, { server, base: url, recipients: recipientsOf(recipients) }, feed);
    if (target && (rewritten.edits.length > 0 || target !== feed))
      await replaceFile(resolve(surroundings.folder, target), (copy) => writeFile(copy, rewritten.bytes));
    tell(surroundings, feed, target, rewritten, args.json);
  },
});

/** Where it is written; undefined in a dry run. */
const targetOf = (feed: string, out?: string, inPlace?: boolean, dryRun?: boolean): string | undefined => {
  if (out && inPlace)
    throw misuse('It is written either to a file or in place.', 'Leave --out or --in-place away.');
  if (inPlace && isAddress(feed)) throw misuse('An address cannot be written in place.', 'Say -o feed.xml');
  if (dryRun) return undefined;
  if (!out && !inPlace) throw misuse('Where shall it be written?', 'Say -o feed.xml, or --in-place.');
  return inPlace ? feed : out;
};

const recipientsOf = (text: string | undefined): Recipient[] | undefined =>
  text?.split(',').map((one) => {
    const recipient = recipientOf(one);
    if (!recipient) throw misuse(`“${one}” is no recipient.`, 'Say a handle and a share: ada=60,ben=40');
    return recipient;
  });

const rewrite = (...[bytes, options, feed]: [...Parameters<typeof rewriteFeed>, string]): RewrittenFeed => {
  try {
    return rewriteFeed(bytes, options);
  } catch (error) {
    if (error instanceof FeedTrouble) throw misuse(`${feed}: ${error.message}`);
    throw error;
  }
};

const tell = (
  { out }: Surroundings,
  feed: string,
  target: string | undefined,
  { edits, items, withoutAddress }: RewrittenFeed,
  asJson: boolean | undefined,
): void => {
  const written = edits.filter(({ what }) => what !== 'namespace');
  if (asJson) {
    const changes = written.map(({ what, url, how }) => ({ what, how, url }));
    out(
      JSON.stringify(
        { feed, written: target ?? null, entries: items, withoutAddress, changes },
        undefined,
        2,
      ),
    );
    return;
  }
  const count = (wanted: string) => written.filter(({ how }) => how === wanted).length;
  if (written.length === 0) out(`${feed} says all of it already.`);
  else
    out(
      `${feed}: ${count('added')} elements ${target ? 'added' : 'to add'}, ${count('updated')} brought up to date, ${count('removed')} removed.`,
    );
  if (withoutAddress > 0)
    out(`${withoutAddress} of its ${items} entries have no address, and nothing to flattr.`);
};
