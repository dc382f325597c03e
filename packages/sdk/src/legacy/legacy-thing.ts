import { hasFlag, kindOf, type LegacyKind, languageOf, tagsOf } from './words.ts';

/** What the first Flattr's markup says of something that can be flattred, in whatever form it says it. */
export type LegacyThing = {
  /** Its address in full, http or https, with query and fragment as they were written. */
  readonly url: string;
  readonly title?: string;
  /** Plain text of at most 1000 characters, with line breaks where the markup had them. */
  readonly description?: string;
  readonly kind?: LegacyKind;
  /** A BCP 47 tag such as `en-GB`; absent where the markup named none that exists. */
  readonly language?: string;
  readonly tags: readonly string[];
  /** Whom the markup names as who made it. A hint, never a proof: anybody can write anybody's name. */
  readonly userHint?: string;
  /** Whether its author wanted it in no public list. */
  readonly hidden: boolean;
  readonly button?: 'compact' | 'default';
  /** Whether a bigger frame was to open over the button; absent where the markup says nothing of it. */
  readonly popout?: boolean;
};

/** All that the first Flattr understood of a button; whatever else stands there is ignored. */
export const legacyKeys = [
  ...(['uid', 'owner', 'category', 'button', 'language', 'hidden', 'tags'] as const),
  ...(['title', 'url', 'description', 'revsharekey', 'popout'] as const),
] as const;

export type LegacyKey = (typeof legacyKeys)[number];

/** What was written under each key. What is empty is not there. */
export type LegacyValues = { readonly [key in LegacyKey]?: string };

/** The thing that values of any form describe, its address resolved against the page's; undefined without a web address. */
export const thingOf = (values: LegacyValues, page?: string): LegacyThing | undefined => {
  const url = webAddress(values.url, page);
  if (!url) return undefined;
  const { button, popout } = values;
  return {
    url,
    title: oneLine(values.title),
    description: values.description?.trim() || undefined,
    kind: kindOf(values.category),
    language: languageOf(values.language),
    tags: tagsOf(values.tags),
    userHint: oneLine(values.uid) ?? oneLine(values.owner),
    hidden: hasFlag(values.hidden),
    button: button === 'compact' || button === 'default' ? button : undefined,
    popout: popout ? hasFlag(popout) : undefined,
  };
};

const webAddress = (text = '', page?: string): string | undefined => {
  try {
    const { protocol, href } = new URL(text.trim(), page);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    // What is no address is none of a thing.
    return undefined;
  }
};

const oneLine = (text = ''): string | undefined => text.replace(/\s+/g, ' ').trim() || undefined;
