import { synchsafe } from './audio-format.ts';
import { TagTrouble } from './tag-trouble.ts';

export type Id3v2Header = {
  readonly major: number;
  readonly flags: number;
  /** The whole tag with its header and its footer, if it has one. */
  readonly bytes: number;
};

export const headerBytes = 10;
const paddingBytes = 1024;

const flag = { unsynchronised: 0x80, extended: 0x40, experimental: 0x20, footer: 0x10 } as const;

/** The header of the tag that a file begins with, or undefined. */
export const readId3v2Header = (head: Uint8Array): Id3v2Header | undefined => {
  if (Buffer.from(head.subarray(0, 3)).toString('latin1') !== 'ID3') return undefined;
  const flags = head[5] ?? 0;
  const footer = flags & flag.footer ? headerBytes : 0;
  return { major: head[3] ?? 0, flags, bytes: headerBytes + synchsafe(head, 6) + footer };
};

/** Whether nothing is around or within its frames; what reads any other tag may read it wrongly. */
export const isPlain = ({ flags }: Id3v2Header): boolean => (flags & ~flag.experimental) === 0;

/**
 * A tag with `WPAY` and `WXXX:flattr` set to an address, and every other frame byte for byte as it was, in its order and at its
 * size while there is room; without a tag, a new one of version 2.4. What only describes the tag's own layout goes: an extended
 * header, a footer. Throws `TagTrouble` for version 2.2, and if frames do not end where they say.
 */
export const withPayment = (tag: Uint8Array | undefined, url: string): Uint8Array => {
  const header = (tag && readId3v2Header(tag)) ?? { major: 4, flags: 0, bytes: 0 };
  const { major, flags } = header;
  if (major !== 3 && major !== 4)
    throw new TagTrouble(
      `Its ID3 tag is of version 2.${major}, which has no place for it. Convert it to 2.4 first.`,
    );
  const kept = tag ? framesOf(bodyOf(tag, header), major).filter((frame) => !isPayment(frame)) : [];
  const ours = [frameOf('WPAY', url, major), frameOf('WXXX', `\0flattr\0${url}`, major)];
  const frames = Buffer.concat([...kept, ...ours]);
  const room = header.bytes - headerBytes;
  const size = frames.length <= room ? room : frames.length + paddingBytes;
  // In version 4 each frame is unsynchronised by itself, and ours have nothing in them that would be.
  const left = flags & (flag.experimental | (major === 4 ? flag.unsynchronised : 0));
  const head = Buffer.from([0x49, 0x44, 0x33, major, 0, left, ...sevenBits(size)]);
  return Buffer.concat([head, frames, Buffer.alloc(size - frames.length)]);
};

/** What stands between the header and the footer, without an extended header, synchronised where that is of the whole tag. */
const bodyOf = (tag: Uint8Array, { major, flags, bytes }: Id3v2Header): Uint8Array => {
  const raw = tag.subarray(headerBytes, bytes - (flags & flag.footer ? headerBytes : 0));
  const isWhole = major === 3 && (flags & flag.unsynchronised) !== 0;
  const body = isWhole
    ? Buffer.from(Buffer.from(raw).toString('latin1').replaceAll('\xff\0', '\xff'), 'latin1')
    : raw;
  if (!(flags & flag.extended)) return body;
  return body.subarray(
    major === 3 ? 4 + Buffer.from(body.subarray(0, 4)).readUInt32BE() : synchsafe(body, 0),
  );
};

/** Each frame with its own header, up to the padding. */
const framesOf = (body: Uint8Array, major: number): Uint8Array[] => {
  const frames: Uint8Array[] = [];
  let at = 0;
  while (at + headerBytes <= body.length && body[at] !== 0) {
    const name = Buffer.from(body.subarray(at, at + 4)).toString('latin1');
    const end = at + headerBytes + frameSize(body, at + 4, major);
    if (!/^[A-Z0-9]{4}$/.test(name) || end > body.length)
      throw new TagTrouble('Its ID3 tag is damaged: a frame of it does not end where it says.');
    frames.push(body.subarray(at, end));
    at = end;
  }
  return frames;
};

const frameSize = (body: Uint8Array, at: number, major: number): number =>
  major === 4 ? synchsafe(body, at) : Buffer.from(body.subarray(at, at + 4)).readUInt32BE();

const isPayment = (frame: Uint8Array): boolean =>
  /^(?:WPAY|WXXX.{6}\0flattr\0)/s.test(Buffer.from(frame.subarray(0, 18)).toString('latin1'));

const frameOf = (name: string, content: string, major: number): Uint8Array => {
  const body = Buffer.from(content, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([
    Buffer.from(name, 'latin1'),
    major === 4 ? Buffer.from(sevenBits(body.length)) : size,
    Buffer.alloc(2),
    body,
  ]);
};

const sevenBits = (size: number): number[] => [21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f);
