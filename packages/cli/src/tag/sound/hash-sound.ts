import type { FileHandle } from 'node:fs/promises';
import type { AudioFormat } from '../audio-format.ts';
import { headerBytes, readId3v2Header } from '../id3v2.ts';
import { flacSoundStart } from './flac-sound.ts';
import { hashRange } from './hash-range.ts';
import { hashMp4Sound } from './mp4-sound.ts';
import { hashOggSound } from './ogg-sound.ts';

/** SHA-256 of what sounds in a file, whatever its tags say. */
export const hashSound = async (path: string, file: FileHandle, format: AudioFormat): Promise<string> => {
  if (format === 'ogg') return hashOggSound(path);
  if (format === 'mp4') return hashMp4Sound(path, file);
  if (format === 'flac') return hashRange(path, await flacSoundStart(file));
  const head = Buffer.alloc(headerBytes);
  await file.read(head, 0, head.length, 0);
  return hashRange(path, readId3v2Header(head)?.bytes ?? 0);
};
