/** Audio files of a few hundred bytes, built byte by byte, with tags that have to stay. */

const latin = (text: string) => Buffer.from(text, 'latin1');

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const sevenBits = (size: number) => Buffer.from([21, 14, 7, 0].map((shift) => (size >> shift) & 0x7f));

const frame = (name: string, body: Buffer, major: number) =>
  Buffer.concat([
    latin(name),
    major === 4 ? sevenBits(body.length) : u32(body.length),
    Buffer.alloc(2),
    body,
  ]);

/** Frames of one second of silence at 128 kbit/s. */
const silence = Buffer.concat(
  Array.from({ length: 38 }, () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)])),
);

/** An ID3v2 tag with a title, a comment, a musicians’ list, somebody's private frame and a recording's id. */
const id3 = (major: 3 | 4, flags: number, padding: number) => {
  const frames = Buffer.concat([
    frame('TIT2', latin('\x03Night train'), major),
    frame('TPE1', latin('\x03Noor'), major),
    frame('COMM', latin('\0engwhat\0A comment'), major),
    ...(major === 4 ? [frame('TMCL', latin('\x03guitar\0Ada\0drums\0Ben'), major)] : []),
    frame('TSRC', latin('\x03SEAAA2600001'), major),
    frame('WOAF', latin('https://noor.example/night-train'), major),
    frame('UFID', latin('http://musicbrainz.org\x005b11f4ce-a62d-471e-81fc-a69a8278c7da'), major),
    frame('PRIV', latin('me\0\x01\x02\xff\x00\x03'), major),
    Buffer.alloc(padding),
  ]);
  return Buffer.concat([latin('ID3'), Buffer.from([major, 0, flags]), sevenBits(frames.length), frames]);
};

const twoFrames = (major: 3 | 4) =>
  Buffer.concat([
    frame('TIT2', latin('\x03Night train of Noor'), major),
    frame('PRIV', latin('me\0\xff\xe0'), major),
  ]);

/** A zero stands behind each 255 in its tag. */
const unsynchronised = (() => {
  const body = latin(twoFrames(3).toString('latin1').replaceAll('\xff', '\xff\0'));
  return Buffer.concat([latin('ID3'), Buffer.from([3, 0, 0x80]), sevenBits(body.length), body, silence]);
})();

/** Its tag has an extended header and a footer. */
const laidOut = (() => {
  const body = Buffer.concat([sevenBits(6), Buffer.from([1, 0]), twoFrames(4)]);
  const head = Buffer.concat([Buffer.from([4, 0, 0x50]), sevenBits(body.length)]);
  return Buffer.concat([latin('ID3'), head, body, latin('3DI'), head, silence]);
})();

const id3v1 = Buffer.concat([latin('TAGNight train'), Buffer.alloc(114)]);

const comments = (fields: readonly string[]): Buffer => {
  const le = (value: number) => u32(value).reverse();
  const field = (text: string) => Buffer.concat([le(Buffer.byteLength(text)), Buffer.from(text)]);
  return Buffer.concat([field('a vendor'), le(fields.length), ...fields.map(field)]);
};

const fields = [
  'TITLE=Nachtzüge',
  'ARTIST=Noor',
  'ARTIST=Ada',
  'ISRC=SEAAA2600002',
  'x-own=kept',
  'WEBSITE=https://noor.example/',
];

const flacBlock = (type: number, body: Buffer, isLast = false) => {
  const head = u32(body.length);
  head.writeUInt8(type | (isLast ? 0x80 : 0));
  return Buffer.concat([head, body]);
};

const streamInfo = Buffer.concat([
  Buffer.from('100010000000000000000ac442f000000400', 'hex'),
  Buffer.alloc(16),
]);

const flac = Buffer.concat([
  latin('fLaC'),
  flacBlock(0, streamInfo),
  flacBlock(2, latin('APPL some application')),
  flacBlock(4, comments(fields)),
  flacBlock(1, Buffer.alloc(20), true),
  Buffer.from('fff8c918000000', 'hex'),
  Buffer.alloc(300, 7),
]);

const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** A page of Ogg with these packets, whole. */
const page = (packets: readonly Buffer[], sequence: number, granule: number, flags: number) => {
  const lacing = packets.flatMap(({ length }) => [
    ...Array(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const head = Buffer.alloc(27);
  head.write('OggS', 'latin1');
  head.writeUInt8(flags, 5);
  head.writeUInt32LE(granule, 6);
  head.writeUInt32LE(77, 14);
  head.writeUInt32LE(sequence, 18);
  head.writeUInt8(lacing.length, 26);
  const bytes = Buffer.concat([head, Buffer.from(lacing), ...packets]);
  let crc = 0;
  for (const byte of bytes) crc = (((crc << 8) >>> 0) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  bytes.writeUInt32LE(crc, 22);
  return bytes;
};

const vorbisHead = Buffer.concat([
  latin('\x01vorbis'),
  Buffer.from('00000000', 'hex'),
  Buffer.from([2]),
  u32(44_100).reverse(),
  Buffer.alloc(4),
  u32(128_000).reverse(),
  Buffer.alloc(4),
  Buffer.from([0xb8, 1]),
]);

const ogg = Buffer.concat([
  page([vorbisHead], 0, 0, 2),
  page(
    [
      Buffer.concat([latin('\x03vorbis'), comments(fields), Buffer.from([1])]),
      Buffer.concat([latin('\x05vorbis'), Buffer.alloc(700, 3)]),
    ],
    1,
    0,
    0,
  ),
  page([Buffer.alloc(300, 5), Buffer.alloc(40, 6)], 2, 1024, 0),
  page([Buffer.alloc(510, 8)], 3, 2048, 4),
]);

const opusHead = Buffer.concat([
  latin('OpusHead'),
  Buffer.from([1, 2, 0x38, 1]),
  u32(48_000).reverse(),
  Buffer.alloc(3),
]);

const opus = Buffer.concat([
  page([opusHead], 0, 0, 2),
  page([Buffer.concat([latin('OpusTags'), comments(fields)])], 1, 0, 0),
  page([Buffer.alloc(300, 5), Buffer.alloc(40, 6)], 2, 960, 4),
]);

const box = (name: string, ...parts: readonly Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), latin(name), body]);
};

const full = (name: string, ...parts: readonly Buffer[]) => box(name, Buffer.alloc(4), ...parts);

const item = (name: string, text: string) => box(name, box('data', u32(1), u32(0), Buffer.from(text)));

const own = (name: string, text: string) =>
  box(
    '----',
    full('mean', latin('com.apple.iTunes')),
    full('name', latin(name)),
    box('data', u32(1), u32(0), Buffer.from(text)),
  );

const handler = (kind: string, maker: string) =>
  full('hdlr', u32(0), latin(kind), latin(maker), Buffer.alloc(8), Buffer.alloc(1));

const chunks = [Buffer.alloc(100, 1), Buffer.alloc(60, 2)];

/** Its tables say where in the file the two chunks of sound begin, which is behind the tags. */
const mp4 = (): Buffer => {
  const ftyp = box('ftyp', latin('M4A '), u32(0), latin('M4A isom'));
  const esds = full('esds', Buffer.from('0319000000041140150000000001f4000001f40005021210060102', 'hex'));
  const format = Buffer.from('0002001000000000ac440000', 'hex');
  const entry = box('mp4a', Buffer.alloc(6), Buffer.from([0, 1]), Buffer.alloc(8), format, esds);
  const moov = (first: number) => {
    const stbl = box(
      'stbl',
      full('stsd', u32(1), entry),
      full('stts', u32(1), u32(2), u32(1024)),
      full('stsc', u32(1), u32(1), u32(1), u32(1)),
      full('stsz', u32(0), u32(2), u32(100), u32(60)),
      full('stco', u32(2), u32(first), u32(first + 100)),
    );
    const mdhd = full('mdhd', u32(0), u32(0), u32(44_100), u32(2048), Buffer.alloc(4));
    const minf = box('minf', full('smhd', Buffer.alloc(4)), stbl);
    const tkhd = full('tkhd', Buffer.alloc(80));
    const trak = box('trak', tkhd, box('mdia', mdhd, handler('soun', '\0\0\0\0'), minf));
    const ilst = box(
      'ilst',
      item('\xa9nam', 'Nachtzüge'),
      item('\xa9ART', 'Noor'),
      own('ISRC', 'SEAAA2600003'),
    );
    const udta = box('udta', full('meta', handler('mdir', 'appl'), ilst));
    return box('moov', full('mvhd', u32(0), u32(0), u32(44_100), u32(2048), Buffer.alloc(80)), trak, udta);
  };
  const first = ftyp.length + moov(0).length + 8;
  return Buffer.concat([ftyp, moov(first), box('mdat', ...chunks)]);
};

/** Every kind of file that can be tagged, by what it is called. */
export const sampleAudio: Readonly<Record<string, Buffer>> = {
  'bare.mp3': silence,
  'old.mp3': Buffer.concat([id3(3, 0, 0), silence, id3v1]),
  'new.mp3': Buffer.concat([id3(4, 0, 400), silence]),
  'unsynchronised.mp3': unsynchronised,
  'laid-out.mp3': laidOut,
  'song.flac': flac,
  'song.ogg': ogg,
  'song.opus': opus,
  'song.m4a': mp4(),
};
