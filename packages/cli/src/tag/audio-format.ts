import type { FileHandle } from 'node:fs/promises';

export type AudioFormat = 'mp3' | 'flac' | 'ogg' | 'mp4';

/** What a file is by its first bytes, whatever it is called; undefined if it is none that can be tagged. */
export const audioFormat = async (file: FileHandle): Promise<AudioFormat | undefined> => {
  const head = Buffer.alloc(12);
  await file.read(head, 0, head.length, 0);
  const text = head.toString('latin1');
  if (text.startsWith('fLaC')) return 'flac';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.slice(4, 8) === 'ftyp') return 'mp4';
  if (!text.startsWith('ID3')) return isMpegFrame(head) ? 'mp3' : undefined;
  const behind = Buffer.alloc(4);
  await file.read(behind, 0, behind.length, 10 + synchsafe(head, 6));
  // A FLAC file may begin with a tag that is not its own.
  return behind.toString('latin1') === 'fLaC' ? 'flac' : 'mp3';
};

/** Eleven set bits, and a version, layer and bit rate that exist. */
const isMpegFrame = ([first = 0, second = 0, third = 0]: Uint8Array): boolean =>
  first === 0xff &&
  (second & 0xe0) === 0xe0 &&
  (second & 0x18) !== 0x08 &&
  (second & 0x06) !== 0 &&
  third >> 4 !== 15;

/** A number of 28 bits, seven in each byte, as ID3v2 writes its sizes. */
export const synchsafe = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((sum, index) => (sum << 7) | ((bytes[at + index] ?? 0) & 0x7f), 0);
