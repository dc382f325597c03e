import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { TagTrouble } from '../tag-trouble.ts';
import { hashRange } from './hash-range.ts';

type Box = { readonly name: string; readonly body: number; readonly end: number };

const holders = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

/**
 * SHA-256 of what sounds in an MP4 file: the bodies of its `mdat` boxes, and what stands where its tracks say that each of their
 * chunks begins. A tag that grows moves both, and only together do they still sound.
 */
export const hashMp4Sound = async (path: string, file: FileHandle): Promise<string> => {
  const { size } = await file.stat();
  const hash = createHash('sha256');
  for (const box of await boxesIn(file, 0, size)) {
    if (box.name === 'moof')
      throw new TagTrouble('This MP4 file is in fragments, whose tags are not written here.');
    if (box.name === 'mdat') hash.update(await hashRange(path, box.body, box.end));
    if (box.name === 'moov') for (const at of await chunksIn(file, box)) hash.update(await piece(file, at));
  }
  return hash.digest('hex');
};

const boxesIn = async (file: FileHandle, from: number, to: number): Promise<Box[]> => {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const head = await read(file, at, 16);
    const short = head.readUInt32BE(0);
    const long = short === 1;
    const size = long ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (size < 8 || at + size > to)
      throw new TagTrouble('This MP4 file is damaged: a box of it does not end in it.');
    boxes.push({ name: head.toString('latin1', 4, 8), body: at + (long ? 16 : 8), end: at + size });
    at += size;
  }
  return boxes;
};

/** Where the chunks of all tracks begin, as the tracks say it. */
const chunksIn = async (file: FileHandle, { body, end }: Box): Promise<number[]> => {
  const found: number[] = [];
  for (const box of await boxesIn(file, body, end)) {
    if (holders.has(box.name)) found.push(...(await chunksIn(file, box)));
    if (box.name !== 'stco' && box.name !== 'co64') continue;
    const table = await read(file, box.body, box.end - box.body);
    for (let index = 0; index < table.readUInt32BE(4); index += 1)
      found.push(
        box.name === 'stco'
          ? table.readUInt32BE(8 + 4 * index)
          : Number(table.readBigUInt64BE(8 + 8 * index)),
      );
  }
  return found;
};

const piece = (file: FileHandle, at: number): Promise<Buffer> => read(file, at, 32);

const read = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, at);
  return bytes;
};
