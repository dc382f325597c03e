import { FeedTrouble } from './feed-trouble.ts';

/**
 * A feed's bytes as text with one place per byte (or per pair of them, in UTF-16), so that every place in the text is a place in
 * the file and what is not edited stays as it is, however it is encoded.
 */
export type FeedBytes = {
  readonly units: string;
  /** What a piece of `units` says, in ordinary text. */
  readonly read: (piece: string) => string;
  /** The file of edited units; what was added has to be ASCII. */
  readonly write: (units: string) => Uint8Array;
};

/** Reads a feed of any encoding in which ASCII is ASCII, or of UTF-16; throws `FeedTrouble` for any other. */
export const readFeedBytes = (bytes: Uint8Array): FeedBytes => {
  const wide = wideEncoding(bytes);
  if (wide) return readWide(bytes, wide);
  const units = Buffer.from(bytes).toString('latin1');
  const decoder = decoderOf(declaredEncoding(units));
  return {
    units,
    read: (piece) => decoder.decode(Buffer.from(piece, 'latin1')),
    write: (edited) => Uint8Array.from(Buffer.from(edited, 'latin1')),
  };
};

type Wide = 'little' | 'big';

const wideEncoding = ([first, second]: Uint8Array): Wide | undefined => {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'little';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'big';
  return undefined;
};

const readWide = (bytes: Uint8Array, wide: Wide): FeedBytes => {
  if (bytes.length % 2 === 1)
    throw new FeedTrouble('This file is cut off: UTF-16 has an even number of bytes.');
  const inOrder = (some: Buffer) => (wide === 'big' ? some.swap16() : some);
  return {
    units: inOrder(Buffer.from(bytes)).toString('utf16le'),
    read: (piece) => piece,
    write: (edited) => Uint8Array.from(inOrder(Buffer.from(edited, 'utf16le'))),
  };
};

const declaredEncoding = (units: string): string => {
  const [, quoted] = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(units) ?? [];
  return quoted ?? 'utf-8';
};

const decoderOf = (label: string): TextDecoder => {
  const unread = new FeedTrouble(`This feed says that it is encoded as ${label}, which is not read here.`);
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { ignoreBOM: true });
  } catch {
    throw unread;
  }
  // Between its escapes the bytes of ASCII mean something else; and UTF-16 would have been seen by its bytes.
  if (/^(?:iso-2022|utf-16)/.test(decoder.encoding)) throw unread;
  return decoder;
};
