import { type ThingKind, thingKinds } from '@flattr/domain/things/thing-input';
import { builder } from '../builder.ts';

const descriptions: Readonly<Record<ThingKind, string>> = {
  ARTICLE: 'Something to read.',
  AUDIO: 'Something to listen to: music, a podcast’s episode.',
  VIDEO: 'Something to watch.',
  IMAGE: 'Something to look at: a photograph, a drawing, a comic.',
  SOFTWARE: 'Something to run or to build upon.',
  PERSON: 'A person or a group, for all that they do.',
  OTHER: 'Whatever else has an address.',
};

export const thingKindRef = builder.enumType('ThingKind', {
  description: 'What kind of thing it is.',
  values: Object.fromEntries(
    thingKinds.map((kind) => [kind, { value: kind, description: descriptions[kind] }]),
  ) as Record<ThingKind, { value: ThingKind; description: string }>,
});

/** The kind that a row holds; the database admits no other. */
export const kindOf = (text: string): ThingKind => {
  const kind = thingKinds.find((known) => known === text);
  if (!kind) throw new Error(`${text} is no kind of thing`);
  return kind;
};
