import { createHash } from 'node:crypto';
import type { UserId } from '../ids.ts';
import { plainText } from '../plain-text.ts';
import { canonicalUrl } from '../things/canonical-url.ts';

/** One play, as a player tells it. */
export type Listen = {
  /** In whole seconds since 1970. */
  readonly listenedAt: number;
  readonly artist: string;
  readonly track: string;
  /** The page on which it was played, or which stands for it. */
  readonly originUrl?: string | undefined;
  /** The id of its recording at MusicBrainz. */
  readonly recordingMbid?: string | undefined;
  /** International Standard Recording Codes of it. */
  readonly isrcs?: readonly string[] | undefined;
};

/** What of a listen can lead to a thing. */
export type Leads = {
  readonly origin: string | undefined;
  /** The tags under which a scan of one's own library registers the same recording. */
  readonly tags: readonly string[];
  readonly recording: string | undefined;
};

const mbidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const isrcPattern = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/** What of a listen leads to a thing, in the order in which it is followed; what is malformed leads nowhere. */
export const leadsOf = ({ originUrl, recordingMbid, isrcs = [] }: Listen): Leads => {
  const origin = originUrl === undefined ? undefined : canonicalUrl(originUrl);
  const mbid = recordingMbid?.toLowerCase() ?? '';
  const known = mbidPattern.test(mbid);
  const codes = isrcs
    .map((isrc) => isrc.replaceAll('-', '').toUpperCase())
    .filter((code) => isrcPattern.test(code));
  return {
    origin: origin?.kind === 'url' ? origin.url : undefined,
    tags: [...(known ? [`mbid:${mbid}`] : []), ...codes.map((code) => `isrc:${code}`)],
    recording: known ? `https://musicbrainz.org/recording/${mbid}` : undefined,
  };
};

const titleMax = 300;

/** What a listen is called: its track and who plays it, as plain text. */
export const listenTitle = ({ artist, track }: Listen): string =>
  plainText(`${track} – ${artist}`).slice(0, titleMax).trim();

/** 16 bits that tell two plays of one track apart, and say nothing of when they were. */
export const playMark = (userId: UserId, url: string, listenedAt: number): number =>
  createHash('sha256').update(`${userId} ${url} ${listenedAt}`).digest().readInt16BE();
