import type { FileHandle } from 'node:fs/promises';
import { headerBytes, readId3v2Header } from '../id3v2.ts';
import { TagTrouble } from '../tag-trouble.ts';

/** Where the frames of a FLAC file begin: behind the last of its metadata blocks. */
export const flacSoundStart = async (file: FileHandle): Promise<number> => {
  const head = Buffer.alloc(headerBytes);
  await file.read(head, 0, head.length, 0);
  let at = (readId3v2Header(head)?.bytes ?? 0) + 4;
  for (;;) {
    const block = Buffer.alloc(4);
    const { bytesRead } = await file.read(block, 0, block.length, at);
    if (bytesRead < block.length) throw new TagTrouble('This FLAC file is cut off.');
    at += block.length + block.readUIntBE(1, 3);
    if (block.readUInt8() >= 0x80) return at;
  }
};
