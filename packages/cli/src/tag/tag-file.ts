import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, type FileHandle, open, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { thingOfLink } from '../flattr-link.ts';
import { replaceFile } from '../replace-file.ts';
import { type AudioFormat, audioFormat } from './audio-format.ts';
import { headerBytes, type Id3v2Header, isPlain, readId3v2Header, withPayment } from './id3v2.ts';
import { type FileTags, readTags } from './read-tags.ts';
import { hashSound } from './sound/hash-sound.ts';
import { TagTrouble } from './tag-trouble.ts';
import { writeByLibrary } from './write-by-library.ts';

export type TagOptions = {
  /** Where the thing is flattred, as it is written into the file. */
  readonly link: string;
  readonly server: string;
  /** Whether a payment address of somebody else's is overwritten. */
  readonly replace: boolean;
  readonly dryRun: boolean;
};

/** What became of a file: it says so now, it said so before, or it would. */
export type TagOutcome = 'written' | 'unchanged' | 'would-be-written';

/**
 * Writes into an audio file where it is paid, and nothing else: the copy that takes its place has been read again, with the same
 * other tags and the same sound. Cut off anywhere, the file is the old or the new one. Throws `TagTrouble`.
 */
export const tagFile = async (path: string, tags: FileTags, options: TagOptions): Promise<TagOutcome> => {
  const file = await open(path);
  try {
    const format = await audioFormat(file);
    if (!format) throw new TagTrouble('This is no MP3, FLAC, Ogg or MP4 file.');
    const { link, server, replace, dryRun } = options;
    if (says(tags, format, link)) return 'unchanged';
    const foreign = tags.payments.find((payment) => thingOfLink(server, payment) === undefined);
    if (foreign && !replace)
      throw new TagTrouble(
        `It says already that it is paid at ${foreign}. With --replace that is overwritten.`,
      );
    if (dryRun) return 'would-be-written';
    await replaceFile(path, async (copy) => {
      await writeCopy({ path, file, format, copy, link });
      await check({ path, file, format, copy, link, tags });
    });
    return 'written';
  } finally {
    await file.close();
  }
};

type Writing = {
  readonly path: string;
  readonly file: FileHandle;
  readonly format: AudioFormat;
  readonly copy: string;
  readonly link: string;
};

const says = ({ payments, flattr }: FileTags, format: AudioFormat, link: string): boolean =>
  payments.length === 1 && payments[0] === link && (format !== 'mp3' || flattr === link);

const writeCopy = async ({ path, file, format, copy, link }: Writing): Promise<void> => {
  if (format !== 'mp3') {
    await copyFile(path, copy);
    writeByLibrary(copy, format, link);
    return;
  }
  const header = await headerOf(file);
  const tag = Buffer.alloc(header?.bytes ?? 0);
  await file.read(tag, 0, tag.length, 0);
  const { mode } = await stat(path);
  await writeFile(copy, withPayment(header && tag, link), { mode, flag: 'wx' });
  await pipeline(createReadStream(path, { start: tag.length }), createWriteStream(copy, { flags: 'a' }));
};

/** The copy says what it should, and nothing else changed. */
const check = async ({ path, file, format, copy, link, tags }: Writing & { readonly tags: FileTags }) => {
  const after = await readTags(copy);
  const written = await open(copy);
  try {
    if ((await hashSound(copy, written, format)) !== (await hashSound(path, file, format)))
      throw new TagTrouble('Its sound would not have been the same afterwards, so it is left alone.');
  } finally {
    await written.close();
  }
  // What an unsynchronised tag says is read wrongly by the reader, and kept byte for byte by the writer.
  const header = format === 'mp3' ? await headerOf(file) : undefined;
  const isReadable = !header || isPlain(header);
  if (!says(after, format, link) || (isReadable && !isDeepStrictEqual(tags.others, after.others)))
    throw new TagTrouble('Its other tags would not have been the same afterwards, so it is left alone.');
};

const headerOf = async (file: FileHandle): Promise<Id3v2Header | undefined> => {
  const head = Buffer.alloc(headerBytes);
  await file.read(head, 0, head.length, 0);
  return readId3v2Header(head);
};
