import { File, type Mpeg4AppleTag, ReadStyle, TagTypes, type XiphComment } from 'node-taglib-sharp';
import type { AudioFormat } from './audio-format.ts';
import { TagTrouble } from './tag-trouble.ts';

/** Sets in a file's own kind of tag where it is paid. The file is changed in place: it has to be a copy. */
export const writeByLibrary = (path: string, format: Exclude<AudioFormat, 'mp3'>, url: string): void => {
  const file = open(path);
  try {
    if (format === 'mp4')
      (file.getTag(TagTypes.Apple, true) as Mpeg4AppleTag).setItunesStrings(
        'com.apple.iTunes',
        'PAYMENT_URL',
        url,
      );
    else (file.getTag(TagTypes.Xiph, true) as XiphComment).setFieldAsStrings('PAYMENT_URL', url);
    file.save();
  } finally {
    file.dispose();
  }
};

const open = (path: string): File => {
  try {
    return File.createFromPath(path, undefined, ReadStyle.None);
  } catch {
    throw new TagTrouble('It is damaged, or of a kind whose tags are not written here.');
  }
};
