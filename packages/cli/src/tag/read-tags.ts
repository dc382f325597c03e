import { type IAudioMetadata, type ITag, parseFile } from 'music-metadata';
import { TagTrouble } from './tag-trouble.ts';

/** What the tags of a file say: where it is paid, and everything else. */
export type FileTags = {
  readonly payments: readonly string[];
  /** The address in `WXXX:flattr`, which only ID3v2 has. */
  readonly flattr: string | undefined;
  readonly common: IAudioMetadata['common'];
  /** All tags by their kind but those of payment, in the order of their names. */
  readonly others: Readonly<Record<string, readonly ITag[]>>;
};

const paymentIds = new Set(['WPAY', 'PAYMENT_URL', '----:com.apple.iTunes:PAYMENT_URL']);

/** Reads the tags of an audio file, its pictures too; throws `TagTrouble` if they cannot be read. */
export const readTags = async (path: string): Promise<FileTags> => {
  const { native, common } = await parsed(path);
  const all = Object.values(native).flat();
  const others = Object.entries(native).flatMap(([kind, tags]): [string, ITag[]][] => {
    const kept = tags.filter((tag) => !paymentIds.has(tag.id) && !isFlattr(tag));
    return kept.length > 0
      ? [[kind, kept.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))]]
      : [];
  });
  return {
    payments: all.filter(({ id }) => paymentIds.has(id)).map(({ value }) => `${value}`),
    flattr: all.filter(isFlattr).map(({ value }) => value.url)[0],
    common,
    others: Object.fromEntries(others),
  };
};

const parsed = async (path: string): Promise<IAudioMetadata> => {
  try {
    return await parseFile(path, { duration: false });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new TagTrouble('Its tags cannot be read.');
  }
};

type UrlTag = ITag & { readonly value: { readonly description: string; readonly url: string } };

const isFlattr = (tag: ITag): tag is UrlTag => {
  const { id, value } = tag;
  return (
    id === 'WXXX' &&
    typeof value === 'object' &&
    value !== null &&
    'description' in value &&
    value.description === 'flattr'
  );
};
