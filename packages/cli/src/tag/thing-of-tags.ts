import { thingOfLink } from '../flattr-link.ts';
import type { FileTags } from './read-tags.ts';

/** A thing that a file's tags name: a recording, its artist where only their page is named, or a release. */
export type TaggedThing = {
  readonly url: string;
  readonly title: string;
  /** `mbid:…` and `isrc:…`: by these a player's listens are found again. */
  readonly tags: readonly string[];
};

/**
 * The address of what a file is: what its payment link is about, the file's own page (`WOAF`), its artist's (`WOAR`, `WEBSITE`), or
 * its recording at MusicBrainz. Undefined where none is named.
 */
export const addressOfTags = (tags: FileTags, server: string): string | undefined =>
  addressAndWhat(tags, server)?.url;

/** The recording and the release that a file is of, as far as its tags name an address for them. */
export const thingsOfTags = (tags: FileTags, server: string): TaggedThing[] => {
  const { title, artist, artists, isrc, album, albumartist } = tags.common;
  const by = artist ?? artists?.join(', ');
  const found = addressAndWhat(tags, server);
  const name = found?.what === 'artist' ? by : named(title, by);
  const mbid = tags.common.musicbrainz_recordingid?.toLowerCase();
  const codes = (isrc ?? []).map((code) => `isrc:${code.replaceAll('-', '').toUpperCase()}`);
  const recording = found && {
    url: found.url,
    title: name ?? found.url,
    tags: [...(mbid ? [`mbid:${mbid}`] : []), ...codes],
  };
  const releaseId = tags.common.musicbrainz_albumid?.toLowerCase();
  const release = releaseId &&
    mbidPattern.test(releaseId) && {
      url: `https://musicbrainz.org/release/${releaseId}`,
      title: named(album, albumartist ?? by) ?? releaseId,
      tags: [`mbid:${releaseId}`],
    };
  return [recording, release].filter((thing) => thing !== undefined && thing !== '' && thing !== false);
};

const named = (title: string | undefined, by: string | undefined): string | undefined =>
  title && by ? `${title} – ${by}` : (title ?? by);

const mbidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

type Found = { readonly url: string; readonly what: 'recording' | 'artist' };

const addressAndWhat = ({ payments, common, others }: FileTags, server: string): Found | undefined => {
  const page = Object.values(others)
    .flat()
    .find(({ id }) => id === 'WOAF');
  const mbid = common.musicbrainz_recordingid?.toLowerCase() ?? '';
  const recordings = [
    ...payments.map((payment) => thingOfLink(server, payment) ?? payment),
    typeof page?.value === 'string' ? page.value : '',
  ];
  const own = recordings.find(isWebAddress);
  if (own) return { url: own, what: 'recording' };
  if (isWebAddress(common.website ?? '')) return { url: common.website ?? '', what: 'artist' };
  return mbidPattern.test(mbid)
    ? { url: `https://musicbrainz.org/recording/${mbid}`, what: 'recording' }
    : undefined;
};

const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
