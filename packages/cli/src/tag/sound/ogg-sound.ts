import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { TagTrouble } from '../tag-trouble.ts';

/** How many packets of a stream are headers, by how its first one begins: the second is the comments of both. */
const codecs = [
  { magic: '\x01vorbis', headers: 3 },
  { magic: 'OpusHead', headers: 2 },
] as const;

type Stream = { packet: number; headers: number };

/**
 * SHA-256 of what sounds in an Ogg file: every packet behind the headers of its stream, with where packets end and at which
 * sample each page does. How pages are numbered and checked is not part of it: that changes with the comments.
 */
export const hashOggSound = async (path: string): Promise<string> => {
  const bytes = await readFile(path);
  const hash = createHash('sha256');
  const streams = new Map<number, Stream>();
  for (let at = 0; at < bytes.length; ) {
    if (bytes.toString('latin1', at, at + 4) !== 'OggS') throw new TagTrouble('This Ogg file is damaged.');
    const lacing = bytes.subarray(at + 27, at + 27 + bytes.readUInt8(at + 26));
    const serial = bytes.readUInt32LE(at + 14);
    let from = at + 27 + lacing.length;
    const stream = streams.get(serial) ?? { packet: 0, headers: headersOf(bytes, from) };
    streams.set(serial, stream);
    let sounds = false;
    for (const size of lacing) {
      if (stream.packet >= stream.headers) {
        sounds = true;
        hash.update(`${serial}:${size}`).update(bytes.subarray(from, from + size));
      }
      from += size;
      if (size < 255) stream.packet += 1;
    }
    if (sounds) hash.update(bytes.subarray(at + 6, at + 14));
    at = from;
  }
  return hash.digest('hex');
};

const headersOf = (bytes: Buffer, at: number): number => {
  const codec = codecs.find(({ magic }) => bytes.toString('latin1', at, at + magic.length) === magic);
  if (!codec) throw new TagTrouble('This Ogg file holds something else than Vorbis or Opus.');
  return codec.headers;
};
