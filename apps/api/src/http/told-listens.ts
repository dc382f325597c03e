import type { Listen } from '@flattr/domain/listens/listen';
import { Refusal } from '@flattr/domain/refusal';

/** What a player submits: what is playing and was not played yet, or what was. */
export type Told =
  | { readonly type: 'playing_now' }
  | { readonly type: 'played'; readonly listens: readonly Listen[] };

/** Reads a submission of ListenBrainz. Refuses `listens-malformed`, with where in it the trouble is. */
export const toldListens = (body: unknown): Told => {
  const { listen_type: type, payload } = recordOf(body, []);
  if (type !== 'single' && type !== 'import' && type !== 'playing_now') throw malformed(['listen_type']);
  if (!Array.isArray(payload) || payload.length === 0) throw malformed(['payload']);
  if (type !== 'import' && payload.length > 1) throw malformed(['payload', '1']);
  const listens = payload.map((told, index) =>
    listenOf(told, ['payload', `${index}`], type !== 'playing_now'),
  );
  return type === 'playing_now' ? { type } : { type: 'played', listens };
};

const malformed = (path: readonly string[]) => new Refusal('listens-malformed', path);

const recordOf = (value: unknown, path: readonly string[]): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(path);
  return value as Record<string, unknown>;
};

const listenOf = (told: unknown, path: readonly string[], isPlayed: boolean): Listen => {
  const { listened_at: at, track_metadata: metadata } = recordOf(told, path);
  const within = [...path, 'track_metadata'];
  const { artist_name: artist, track_name: track, additional_info: more } = recordOf(metadata, within);
  if (isPlayed && !isMoment(at)) throw malformed([...path, 'listened_at']);
  if (!isName(artist)) throw malformed([...within, 'artist_name']);
  if (!isName(track)) throw malformed([...within, 'track_name']);
  const info = more === undefined || more === null ? {} : recordOf(more, [...within, 'additional_info']);
  return {
    listenedAt: isMoment(at) ? at : 0,
    artist,
    track,
    originUrl: textOf(info.origin_url),
    recordingMbid: textOf(info.recording_mbid),
    isrcs: [info.isrc, info.isrcs]
      .flat()
      .flatMap((isrc) => textOf(isrc) ?? [])
      .slice(0, isrcsMax),
  };
};

const isrcsMax = 20;

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A whole second of our time, as PostgreSQL can have it. */
const isMoment = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 33;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
